package org.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.Actor;
import org.imprimatur.people.Factor;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.Test;

class StatementTests {

    static final UUID NONCE = UUID.fromString("7c7d3c5e-5c1c-4f0e-9d2e-0a1b2c3d4e5f");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.000001Z");
    static final Statement STATEMENT = statement("APPROVE", "Überzeugt: \"p < 0.05\"");

    private static Statement statement(String meaning, String words) {
        return new Statement(
                new RoundRef(
                        new ArticleId(UUID.fromString("019a0000-0000-7000-8000-000000000001")),
                        2,
                        3,
                        new ContentHash("ab".repeat(32)),
                        1,
                        1),
                new TaskId(UUID.fromString("019a0000-0000-7000-8000-000000000009")),
                1,
                new Actor("ravi", Role.REVIEWER),
                "Ravi Ångström, \"MD\"",
                meaning,
                words);
    }

    /** The form is the contract of the verifier and of every key that signs it. */
    @Test
    void isOneFlatObjectInTheOrderOfItsNames() {
        assertThat(STATEMENT.text(NONCE, NOON, "Europe/Berlin", Factor.PASSWORD))
                .isEqualTo(
                        "{\"actor\":\"ravi\",\"article\":\"019a0000-0000-7000-8000-000000000001\",\"contentHash\":\""
                                + "ab".repeat(32)
                                + "\",\"factors\":\"PASSWORD\",\"meaning\":\"APPROVE\",\"name\":\"Ravi Ångström, \\\"MD\\\"\","
                                + "\"nonce\":\"7c7d3c5e-5c1c-4f0e-9d2e-0a1b2c3d4e5f\",\"number\":1,\"reasonHash\":\""
                                + ContentHash.of(
                                                "Überzeugt: \"p < 0.05\""
                                                        .getBytes(
                                                                java.nio.charset.StandardCharsets
                                                                        .UTF_8))
                                        .hex()
                                + "\",\"revision\":3,\"role\":\"REVIEWER\",\"round\":2,\"signedAt\":\"2026-03-01T12:00:00.000001Z\","
                                + "\"task\":\"019a0000-0000-7000-8000-000000000009\",\"zone\":\"Europe/Berlin\"}");
    }

    @Test
    void isFoundAgainInItsOwnTextAndInNoOther() {
        var text = STATEMENT.text(NONCE, NOON, "Europe/Berlin", Factor.PASSKEY);

        assertThat(STATEMENT.isSaidBy(text, Factor.PASSKEY)).isTrue();
        assertThat(STATEMENT.isSaidBy(text, Factor.PASSWORD)).isFalse();
        assertThat(statement("REJECT", "Überzeugt: \"p < 0.05\"").isSaidBy(text, Factor.PASSKEY))
                .isFalse();
        assertThat(statement("APPROVE", "Not convinced").isSaidBy(text, Factor.PASSKEY)).isFalse();
        assertThat(Statement.signedAt(text)).isEqualTo(NOON);
    }

    @Test
    void tellsFactorAndZoneWhateverTheNameOfTheSignerIs() {
        var sly = new Actor("sly", Role.REVIEWER);
        var text =
                new Statement(
                                STATEMENT.round(),
                                STATEMENT.task(),
                                1,
                                sly,
                                "{\"factors\":\"NONE\",\"zone\":\"Mars\"}",
                                "APPROVE",
                                null)
                        .text(NONCE, NOON, "Asia/Kolkata", Factor.PASSKEY);
        var signature = new Signature("sly", NONCE, text, null);

        assertThat(signature.factor()).isEqualTo(Factor.PASSKEY);
        assertThat(signature.zone()).isEqualTo("Asia/Kolkata");
    }
}
