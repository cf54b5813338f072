package org.imprimatur.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Facts of the trail, held against the tables,")
class FactsTests {

    private final Facts trail = new Facts();
    private final Facts tables = new Facts();

    @Test
    void areEachOfThemThere() {
        trail.set("status", "DRAFT").set("owner", "ada");
        tables.set("status", "APPROVED").set("account eve: name", "Eve");

        assertThat(differences())
                .containsExactly(
                        "status: the tables say “APPROVED”, the trail “DRAFT”",
                        "owner: the tables have nothing of it",
                        "account eve: name: the tables say “Eve”, and the trail nothing");
    }

    @Test
    void fitEverythingWhereTheirValueWasForgotten() {
        trail.set("owner", null);
        tables.set("owner", "redacted-1");

        assertThat(differences()).isEmpty();
    }

    /** Nobody may know whose it was, and it counts. */
    @Test
    void haveARowForEachRecordThatWasForgotten() {
        trail.forget("verdict");
        assertThat(differences())
                .containsExactly(
                        "verdict of somebody redacted: row: the tables lack 1, and the trail has them");

        tables.set("verdict of redacted-1 in round 1, number 1: meaning", "APPROVE");
        assertThat(differences()).isEmpty();

        tables.set("verdict of redacted-2 in round 1, number 1: meaning", "APPROVE");
        assertThat(differences()).hasSize(1);
    }

    @Test
    void areNoLongerMissedOnceTheyAreKnownAgain() {
        trail.forget("account");
        trail.recall("account", 1);

        assertThat(differences()).isEmpty();
    }

    @Test
    void wereDoneWithinTenMinutesAndAsFarAsTheClocksAreApart() {
        var noon = Instant.parse("2026-03-01T12:00:00Z");
        trail.at("signed", noon);
        assertThat(apart(Duration.ZERO)).hasSize(1);

        tables.at("signed", noon.plusSeconds(600));
        assertThat(apart(Duration.ZERO)).isEmpty();
        tables.at("signed", noon.minusSeconds(600));
        assertThat(apart(Duration.ZERO)).isEmpty();
        tables.at("signed", noon.minusSeconds(601));
        assertThat(apart(Duration.ofHours(1))).hasSize(1);
        tables.at("signed", noon.plusSeconds(601));
        assertThat(apart(Duration.ZERO)).hasSize(1);
        assertThat(apart(Duration.ofSeconds(1))).isEmpty();
    }

    private List<String> apart(Duration ahead) {
        var found = new ArrayList<String>();
        trail.compareMoments(tables, ahead, (name, how) -> found.add(name + ": " + how));
        return found;
    }

    private List<String> differences() {
        var found = new ArrayList<String>();
        trail.compare(tables, (name, how) -> found.add(name + ": " + how));
        return found;
    }
}
