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
        "Anna,  As Anna asked",
        "Anna,  'anna, MD'",
        "Anna,  Annas Urteil",
        "Anna,  Anna’s verdict",
        "Ann Lee, (Ann Lee)",
        "Müller, MÜLLER!",
        "田中花子, 田中花子医師による",
        "李, 李医生",
    })
    void isNamedInWords(String name, String words) {
        assertThat(known(name).isNamedIn(words)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Anna,  the annals",
        "Anna,  Hosanna",
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
