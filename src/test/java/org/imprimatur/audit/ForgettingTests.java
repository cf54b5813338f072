package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.FormerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which members of a payload make it go with a person. */
class ForgettingTests {

    @ParameterizedTest
    @CsvSource({
        "actor, gus",
        "subject, gus",
        "requester, gus",
        "holder, gus",
        "name, Approve",
        "reason, Gus Approve said so",
        "section, Ask Gus Approve",
        "authors, 'edith,gus'",
        "filter, actor=gus",
        "signature, '{\"signer\":\"gus\"}'",
        "session, 00000000-0000-0007-0000-000000000007",
    })
    void nameThem(String member, String value) {
        assertThat(Forgetting.isNamedIn(member, value, gus("Approve", "Gus Approve, MD"))).isTrue();
    }

    /** Somebody signed as “Because” once; the words are another's. */
    @Test
    void takeNothingThatSomebodyElseSigned() {
        var gus = gus("Because", "Dr Gus Holm");
        for (var words : List.of("Because the dose is wrong", "As Dr Gus Holm says")) {
            assertThat(Forgetting.isNamedIn(signed("ravi", words), gus)).isFalse();
        }
        assertThat(Forgetting.isNamedIn(signed("gus", "The dose is wrong"), gus)).isTrue();
    }

    @Test
    void takeUnsignedWordsForAFullNameOnly() {
        var gus = gus("Because", "Dr Gus Holm");
        assertThat(
                        Forgetting.isNamedIn(
                                Map.of("actor", "edith", "reason", "Because it is late"), gus))
                .isFalse();
        assertThat(
                        Forgetting.isNamedIn(
                                Map.of("actor", "edith", "reason", "Dr Gus Holm is late"), gus))
                .isTrue();
    }

    private static Map<String, String> signed(String actor, String words) {
        return Map.of(
                "actor",
                actor,
                "subject",
                "because",
                "reason",
                words,
                "signature",
                "{\"actor\":\"" + actor + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "meaning, APPROVE",
        "key, MFkwEwYHKoZIzj0CAQ",
        "assertion, approve",
        "credential, Approve",
        "factors, approve",
        "contentHash, e",
        "kind, approve",
        "roles, approve",
        "slots, approve",
        "reason, It was approved",
        "reason, Approve said so",
        "actor, approve",
        "subject, approve",
    })
    void nameThemByChance(String member, String value) {
        assertThat(Forgetting.isNamedIn(member, value, gus("Approve"))).isFalse();
    }

    /** Auditors find people by a part of their name, and what they looked for is kept. */
    @ParameterizedTest
    @CsvSource({
        "person=Tanaka, true",
        "article=7; person=tana; action=READ, true",
        "person=Mei Ta, true",
        "person=Mei, false",
        "person=Tanakas, false",
        "words=Tana, false",
        "all, false",
    })
    void nameThemWhereSomebodySoughtThem(String filter, boolean names) {
        assertThat(Forgetting.isNamedIn("filter", filter, gus("Dr Mei Tanaka"))).isEqualTo(names);
    }

    /** Whoever signed under one letter. */
    @Test
    void stayWhereOneLetterStands() {
        for (var member : Set.of("reason", "section", "meaning", "key", "filter", "signature")) {
            assertThat(Forgetting.isNamedIn(member, "E. coli, see e and Me", gus("e"))).isFalse();
        }
    }

    private static FormerIdentity gus(String... names) {
        return new FormerIdentity(new AccountId(new UUID(7, 7)), "gus", Set.of(names));
    }
}
