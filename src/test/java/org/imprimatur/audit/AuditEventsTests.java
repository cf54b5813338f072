package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.imprimatur.article.ArticleEvent;
import org.imprimatur.audit.Examples.Example;
import org.imprimatur.log.CheckedEntry;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.TrailEntry;
import org.imprimatur.log.Verdict;
import org.imprimatur.people.PeopleEvent;
import org.imprimatur.policy.PolicyEvent;
import org.imprimatur.process.ProcessEvent;
import org.imprimatur.proposal.ProposalEvent;
import org.imprimatur.review.ReviewEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class AuditEventsTests {

    static final JsonMapper JSON = new JsonMapper();

    @Test
    void haveAnExampleOfEveryKind() {
        var kinds =
                Stream.of(
                                ArticleEvent.class,
                                ReviewEvent.class,
                                ProposalEvent.class,
                                PolicyEvent.class,
                                ProcessEvent.class,
                                PeopleEvent.class,
                                TrailEvent.class)
                        .flatMap(AuditEventsTests::records)
                        .toList();

        assertThat(Examples.all())
                .extracting(example -> (Object) example.event().getClass())
                .containsAll(kinds);
    }

    private static Stream<Class<?>> records(Class<?> kind) {
        return kind.isRecord()
                ? Stream.of(kind)
                : Arrays.stream(kind.getPermittedSubclasses()).flatMap(AuditEventsTests::records);
    }

    @ParameterizedTest
    @MethodSource("org.imprimatur.audit.Examples#all")
    void areCalledAsTheContractSays(Example example) {
        assertThat(example.audited().action()).isEqualTo(example.action());
    }

    /** No person, article, reason, verdict or unpublished text can be read from a leaf, nor found out by hashing guesses. */
    @ParameterizedTest
    @MethodSource("org.imprimatur.audit.Examples#all")
    void tellNothingInClearThatIsHidden(Example example) {
        var leaf = Leaf.of(example.audited(), UUID.randomUUID(), JSON).event();

        assertThat(example.audited().hidden()).containsKey("actor");
        example.audited()
                .hidden()
                .forEach(
                        (name, value) ->
                                assertThat(leaf)
                                        .as(name)
                                        .doesNotContain("\"" + value + "\"")
                                        .doesNotContain(JSON.writeValueAsString(value)));
        assertThat(leaf)
                .doesNotContain(
                        Examples.ARTICLE.toString(),
                        Examples.SESSION.toString(),
                        Examples.EDITOR.username(),
                        Examples.CHIEF.username(),
                        Examples.REVIEWER.username(),
                        Examples.SPECIALTY,
                        "A reason of its own",
                        "u".repeat(64));
        assertThat(example.audited().clear().keySet())
                .isSubsetOf(
                        "from",
                        "to",
                        "format",
                        "annotated",
                        "request",
                        "entries",
                        "revision",
                        "contentHash",
                        "round",
                        "number",
                        "process",
                        "processVersion",
                        "policy",
                        "text");
    }

    /** What the verifier asks of a leaf is what is written, so that no honest entry alarms. */
    @ParameterizedTest
    @MethodSource("org.imprimatur.audit.Examples#all")
    void haveAllThatTheVerifierAsksFor(Example example) {
        var leaf = Leaf.of(example.audited(), UUID.randomUUID(), JSON);
        var bytes =
                leaf.event()
                        .replaceFirst(
                                "\\{",
                                "{\"schema\":\"imprimatur/1\",\"time\":\"2026-03-01T12:00:00.000000Z\",")
                        .getBytes(StandardCharsets.US_ASCII);
        for (var payload : List.of(leaf.payload(), "{}")) {
            var entry =
                    new TrailEntry(
                            0, Hasher.leaf(bytes), bytes, payload.getBytes(StandardCharsets.UTF_8));
            assertThat(CheckedEntry.of(entry).findings())
                    .filteredOn(finding -> finding.verdict() == Verdict.PAYLOAD_MISMATCH)
                    .isEmpty();
        }
    }

    /** What is written is not yet published, and its hash would tell whoever can guess the text. */
    @ParameterizedTest
    @MethodSource("org.imprimatur.audit.Examples#all")
    void hideTheHashOfATextThatNobodyMayRead(Example example) {
        var written =
                example.event() instanceof ArticleEvent.Created
                        || example.event() instanceof ArticleEvent.Revised;
        var leaf = Leaf.of(example.audited(), UUID.randomUUID(), JSON).event();

        if (written) {
            assertThat(leaf).doesNotContain(Examples.HASH.hex());
            assertThat(example.audited().hidden())
                    .containsEntry("contentHash", Examples.HASH.hex());
        } else {
            assertThat(example.audited().hidden()).doesNotContainKey("contentHash");
        }
    }

    @ParameterizedTest
    @MethodSource("org.imprimatur.audit.Examples#all")
    void neverUseANameTwice(Example example) {
        assertThat(example.audited().clear().keySet())
                .doesNotContainAnyElementsOf(example.audited().hidden().keySet())
                .doesNotContain("id", "action", "correlation", "schema", "time");
    }
}
