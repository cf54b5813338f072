package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Somebody who is redacted")
class FormerIdentityTests {

    private static final AccountId ID = new AccountId(new UUID(7, 7));

    @ParameterizedTest
    @CsvSource({
        "Anna Lee,  As Anna Lee asked",
        "Anna Lee,  'anna lee, MD'",
        "'Anna Lee, MD', Anna Lee asked",
        "Anna Berg, Anna Bergs Urteil",
        "Dr Anna Berg, Anna Berg asked",
        "Anna Lee,  Anna Lee’s verdict",
        "Ann Lee, (Ann Lee)",
        "Eva Müller, EVA MÜLLER!",
        "田中花子, 田中花子医師による",
    })
    void isNamedInWords(String name, String words) {
        assertThat(known(name).isNamedIn(words)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Anna,  the annals",
        "Anna,  Hosanna",
        "Anna,  As Anna asked",
        "Because, Because the dose is wrong",
        "'Because, MD', Because the dose is wrong",
        "Dr Because, Dr Because",
        "李, 李子很甜",
        "Ann,   An annual check",
        "Ann,   Ann did it",
        "Li,    clinical data",
        "Li,    Li 0.8 mmol/l",
        "e,     E. coli",
        "Müll,  Müller",
    })
    void isNotNamedInOtherWords(String name, String words) {
        assertThat(known(name).isNamedIn(words)).isFalse();
        assertThat(known(name).isAmong(words)).isFalse();
    }

    /** Whoever says why a person shall be forgotten must not say whom, be the name a word. */
    @ParameterizedTest
    @CsvSource({
        "Anna, As Anna asked",
        "'Anna, MD', As Anna asked",
        "Dr Olga Petrenko, OLGA asked for it",
        "Dr Olga Petrenko, Frau Petrenkos Antrag",
        "Li Wei, Li asked",
        "Li Wei, Wei’s wish",
        "田中花子, 田中花子の依頼",
        "Somebody, As Ann-7 asked",
    })
    void isHintedAtByAnyWordOfTheirNames(String name, String words) {
        assertThat(known(name).isHintedAtIn(words)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Anna, the annals",
        "Dr Olga Petrenko, The doctor asked: Dr was wrong",
        "E. Lind, Article 17 e. of the law",
        "Li Wei, for clinical reasons",
    })
    void isNotHintedAtByOtherWords(String name, String words) {
        assertThat(known(name).isHintedAtIn(words)).isFalse();
    }

    @Test
    void isSoughtByFullNamesWithoutTitlesAndCredentials() {
        var names = Set.of("Because", "Dr Ann Lee", "Ann Lee, MD", "Prof. Dr. med. Ann Berg");
        var person = new FormerIdentity(ID, "ann-7", names);
        assertThat(person.telling()).containsExactly("Ann Berg", "Ann Lee");
    }

    @Test
    void isCalledByAShortNameToo() {
        assertThat(known("Li").isCalled("Li")).isTrue();
        assertThat(known("Li").isCalled("Li Wei")).isFalse();
    }

    @Test
    void isNamedByUserNameAndAccount() {
        var ann = known("Ann");
        assertThat(ann.isNamedIn("ann-7")).isTrue();
        assertThat(ann.isNamedIn("ann-7 did it")).isFalse();
        assertThat(ann.isAmong("ann-7,ben")).isTrue();
        assertThat(ann.isIdentifiedIn("account " + ID)).isTrue();
    }

    private static FormerIdentity known(String name) {
        return new FormerIdentity(ID, "ann-7", Set.of(name));
    }
}
