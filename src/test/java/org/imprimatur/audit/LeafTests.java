package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.imprimatur.people.Actor;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LeafTests {

    static final JsonMapper JSON = new JsonMapper();
    static final UUID CORRELATION = UUID.fromString("0a0a0a0a-0000-4000-8000-00000000000a");

    /** What {@code append} puts in front of an event. */
    static final String STAMP =
            "{\"schema\":\"imprimatur/1\",\"time\":\"2026-03-01T12:00:00.000000Z\",";

    final AuditEvent event =
            AuditEvent.of("REVISED", new Actor("edith", Role.EDITOR))
                    .show("revision", 7)
                    .show("from", null)
                    .hide("reason", "größer 💊 \"quoted\" \\ \u2028")
                    .hide("meaning", null)
                    .build();
    final Leaf leaf = Leaf.of(event, CORRELATION, JSON);

    /** Expected values from Python: base64.urlsafe_b64encode(hashlib.sha256(salt + value.encode()).digest()). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    APPROVE                         | TNpS_MZoa3HajY7No1vim231t7kV6yfTEy_wohnOlxs
                    Dr Olga Petrenko – größer, 药 💊 | QnoTuZR8JqBBKQ4-qAP57-0Tjt0WWh8G2r3xCdJer9M
                    """)
    void commitsToAValueBySaltedHash(String value, String expected) {
        var salt = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

        assertThat(Leaf.commitment(salt, value)).isEqualTo(expected);
    }

    /** The database takes a number of any length for JSON, and whoever owns it can write anything. */
    @ParameterizedTest
    @MethodSource
    void disclosesNothingWhereAPayloadCannotBeRead(String payload) {
        assertThat(Leaf.values(payload, JSON)).isEmpty();
        assertThat(Leaf.disclosing(payload, "article", JSON)).asString().isEqualTo("{}");
        assertThat(Leaf.clear(payload.getBytes(StandardCharsets.UTF_8), JSON)).isEmpty();
    }

    static List<String> disclosesNothingWhereAPayloadCannotBeRead() {
        return List.of("", "x", "[1]", "7", "{\"n\":{\"value\":%s}}".formatted("1".repeat(1_001)));
    }

    @Test
    void holdsTheHashOfEachValueThatItsPayloadDiscloses() {
        var clear = JSON.readTree(leaf.event());
        var disclosed = JSON.readTree(leaf.payload());

        assertThat(disclosed.propertyNames()).containsExactly("actor", "role", "reason");
        disclosed
                .properties()
                .forEach(
                        member ->
                                assertThat(clear.get(member.getKey()).asString())
                                        .isEqualTo(
                                                Leaf.commitment(
                                                        HexFormat.of()
                                                                .parseHex(
                                                                        member.getValue()
                                                                                .get("salt")
                                                                                .asString()),
                                                        member.getValue()
                                                                .get("value")
                                                                .asString())));
        assertThat(Leaf.values(leaf.payload(), JSON)).isEqualTo(event.hidden());
    }

    @Test
    void namesEachMemberOnceAndLeavesOutWhatIsAbsent() {
        assertThat(JSON.readTree(leaf.event()).propertyNames())
                .containsExactly(
                        "id", "action", "revision", "correlation", "actor", "role", "reason");
    }

    @Test
    void takesAFreshSaltForEachValue() {
        var again = Leaf.of(event, CORRELATION, JSON);

        assertThat(JSON.readTree(again.event()).get("actor"))
                .isNotEqualTo(JSON.readTree(leaf.event()).get("actor"));
        assertThat(JSON.readTree(leaf.payload()).get("actor").get("salt").asString())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(JSON.readTree(leaf.payload()).get("role").get("salt").asString());
    }

    @ParameterizedTest
    @MethodSource("org.imprimatur.audit.Examples#all")
    void fitsIntoOneKilobyteHoweverMuchIsHidden(Examples.Example example) {
        var bytes =
                STAMP.length()
                        - 1
                        + Leaf.of(example.audited(), CORRELATION, JSON)
                                .event()
                                .getBytes(StandardCharsets.UTF_8)
                                .length;

        assertThat(bytes).isLessThanOrEqualTo(1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"schema\":\"imprimatur/1\",\"time\":\"2026-03-01T12:00:00.000000Z"
            })
    void hasNoTimeWhereItIsNone(String leaf) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Leaf.time(leaf.getBytes(StandardCharsets.US_ASCII)));
    }
}
