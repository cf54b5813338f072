package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.imprimatur.Api;
import org.imprimatur.Cast;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.database.EmbeddedMariaDb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * T17 and E3: somebody appends a verdict or a decision that nobody gave, with a signature that somebody once gave for
 * something else. The entry is lawful in every other respect.
 */
@SystemTest
@Order(3)
class SignatureTransplantTests {

    private static final Pattern FOUND = Pattern.compile("SIGNATURE_NOT_FOR_RECORD seq (\\d+)");
    private static final int TRANSPLANTS = 200;

    @Autowired Story story;
    @Autowired Api api;
    @Autowired EmbeddedMariaDb database;
    @Autowired LogSettings settings;
    @Autowired MovableClock clock;
    @Autowired JsonMapper json;

    Tampering root;

    @BeforeEach
    void begin() throws SQLException {
        story.article().approved(Cast.RAVI, Cast.OLGA);
        var decided = story.article().mixed(Cast.OLGA, Cast.OMAR);
        decided.decide(Cast.CLARA, "APPROVE").expect(200);
        for (var corrected = 0; corrected < 3; corrected++) {
            var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
            article.recommend(0, Cast.RAVI, "APPROVE").expect(200);
            for (var verdict : List.of("REQUEST_CHANGES", "APPROVE", "REQUEST_CHANGES")) {
                api.as(Cast.RAVI, "/tasks/" + article.task(0) + "/correction")
                        .post(
                                Map.of(
                                        "recommendation",
                                        verdict,
                                        "comment",
                                        "Because of section one",
                                        "contentHash",
                                        article.hash(),
                                        "signingToken",
                                        api.signingToken(Cast.RAVI)))
                        .expect(200);
            }
        }
        root = new Tampering(database, settings.directory(), clock);
    }

    @AfterEach
    void undo() throws SQLException {
        root.close();
    }

    private record Entry(ObjectNode leaf, ObjectNode payload) {

        String signature() {
            return payload.path("signature").path("value").asString("");
        }
    }

    @Test
    void doNotVerifyAnywhereElse() {
        var signed = signed();
        assertThat(signed).hasSizeGreaterThan(14);
        var first =
                root.jdbc
                        .sql("SELECT COUNT(*) FROM imprimatur_trail.leaf")
                        .query(Long.class)
                        .single();
        var moved = 0;
        for (var step = 1; moved < TRANSPLANTS; step++) {
            for (var index = 0; index < signed.size() && moved < TRANSPLANTS; index++) {
                append(
                        signed.get(index),
                        signed.get((index + step % (signed.size() - 1) + 1) % signed.size()));
                moved++;
            }
        }

        var found = new TreeSet<Long>();
        var verdict = FOUND.matcher(root.verify("--all"));
        while (verdict.find()) {
            found.add(Long.valueOf(verdict.group(1)));
        }

        assertThat(found).hasSize(TRANSPLANTS).allMatch(seq -> seq >= first);
        assertThat(root.fsck().findings().all())
                .filteredOn(finding -> finding.toString().contains("SIGNATURE_NOT_FOR_RECORD"))
                .hasSizeGreaterThanOrEqualTo(TRANSPLANTS);
        System.out.println(TRANSPLANTS + " transplanted signatures, none verified");
    }

    /** The verdict row itself gets another's text. */
    @Test
    void doNotFitAnotherVerdictInTheTablesEither() {
        assertThat(
                        root.run(
                                "UPDATE recommendation v JOIN (SELECT id, LEAD(signature) OVER (ORDER BY id) AS next FROM recommendation) o"
                                        + " ON o.id = v.id SET v.signature = o.next WHERE o.next IS NOT NULL"))
                .isPositive();

        assertThat(root.fsck().findings().all().getFirst().toString())
                .contains("SIGNATURE_NOT_FOR_RECORD");
    }

    private List<Entry> signed() {
        var entries = new ArrayList<Entry>();
        root.jdbc
                .sql(
                        "SELECT l.bytes, p.body FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq"
                                + " WHERE l.action IN ('RECOMMENDED', 'CORRECTED', 'DECIDED') ORDER BY l.seq DESC LIMIT 60")
                .query(
                        row -> {
                            entries.add(
                                    new Entry(
                                            object(
                                                    new String(
                                                            row.getBytes(1),
                                                            StandardCharsets.US_ASCII)),
                                            object(row.getString(2))));
                        });
        return entries.stream().filter(entry -> entry.signature().startsWith("{")).toList();
    }

    private ObjectNode object(String text) {
        return (ObjectNode) json.readTree(text);
    }

    /** All of one entry but its signature, which is another's: commitment, salt and text. */
    private void append(Entry to, Entry from) {
        var leaf = to.leaf().deepCopy();
        leaf.remove(List.of("schema", "time"));
        leaf.set("signature", from.leaf().get("signature"));
        var payload = to.payload().deepCopy();
        payload.set("signature", from.payload().get("signature"));
        root.run("CALL imprimatur_trail.append(?, ?)", leaf.toString(), payload.toString());
    }
}
