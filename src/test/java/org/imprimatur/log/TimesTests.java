package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds themselves, each from both sides. */
@DisplayName("The time of an entry")
class TimesTests {

    private static final long SECOND = 1_000_000;
    private static final long NOON = ExaminedEntry.micros("2026-03-01T12:00:00.000000Z");

    private final Findings findings = new Findings();
    private final Times times = new Times(findings);

    @Test
    void isReadToTheMicrosecond() {
        assertThat(NOON).isEqualTo(Instant.parse("2026-03-01T12:00:00Z").getEpochSecond() * SECOND);
        assertThat(ExaminedEntry.micros("2026-03-01T12:00:00.000001Z")).isEqualTo(NOON + 1);
        assertThat(ExaminedEntry.micros("2026-03-01T23:59:59.999999Z"))
                .isEqualTo(NOON + 12 * 3_600 * SECOND - 1);
        assertThat(ExaminedEntry.micros("1970-01-01T00:00:00.000000Z")).isZero();
        assertThat(ExaminedEntry.micros("2028-02-29T00:00:00.000000Z")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-01T12:00:00.00000Z",
                "2026-03-01T12:00:00.0000000Z",
                "2026-03-01T24:00:00.000000Z",
                "2026-03-01T12:60:00.000000Z",
                "2026-03-01T12:00:60.000000Z",
                "2026-02-30T12:00:00.000000Z",
                "2026-13-01T12:00:00.000000Z",
                "2026-00-01T12:00:00.000000Z",
                "2026/03-01T12:00:00.000000Z",
                "2026-03-01 12:00:00.000000Z",
                "2026-03-01T12.00:00.000000Z",
                "2026-03-01T12:00:00,000000Z",
                "2026-03-01T12:00:00.000000z",
                "2026-03-0/T12:00:00.000000Z",
                "2026-03-0:T12:00:00.000000Z",
                "+026-03-01T12:00:00.000000Z"
            })
    void isNoneInAnyOtherForm(String time) {
        assertThat(ExaminedEntry.micros(time)).isEqualTo(ExaminedEntry.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000000, 0", "1000001, 1"})
    void mayBeASecondBeforeTheOneBeforeIt(long earlier, long found) {
        times.entry(0, NOON);
        times.entry(1, NOON - earlier);

        assertThat(findings.count(Verdict.TIME_REGRESSION)).isEqualTo(found);
        times.entry(2, NOON - 1_000_001);
        assertThat(findings.count(Verdict.TIME_REGRESSION)).isEqualTo(found + 1);
    }

    @ParameterizedTest
    @CsvSource({"30000000, 0", "30000001, 1"})
    void mayBeHalfAMinuteBeforeTheCheckpointBeforeIt(long earlier, long found) {
        times.signed(at(NOON), Optional.empty(), Optional.empty());
        times.entry(0, NOON - earlier);
        times.signed(at(NOON), Optional.empty(), Optional.empty());

        assertThat(findings.count(Verdict.TIME_OUT_OF_BOUNDS)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"30000000, 0", "30000001, 1"})
    void isBoundByWhoeverSawTheCheckpointLastWhateverTheLogSays(long earlier, long found) {
        times.signed(at(NOON - 3_600 * SECOND), at(NOON - 3_600 * SECOND), at(NOON));
        times.entry(0, NOON - earlier);
        times.signed(at(NOON), at(NOON), at(NOON));

        assertThat(findings.count(Verdict.TIME_OUT_OF_BOUNDS)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"31000000, 0", "31000001, 1"})
    void mayBeHalfAMinuteAfterTheCheckpointThatHoldsIt(long later, long found) {
        times.entry(0, NOON + later);
        times.entry(1, NOON + later);
        times.signed(at(NOON), at(NOON), Optional.empty());

        assertThat(findings.count(Verdict.TIME_OUT_OF_BOUNDS)).isEqualTo(found);
        findings.first().ifPresent(finding -> assertThat(finding.seq()).isZero());
    }

    @Test
    void isAskedForOnceAndNotAgainAtTheNextCheckpoint() {
        times.entry(0, NOON + 32 * SECOND);
        times.signed(at(NOON), at(NOON), Optional.empty());
        times.signed(at(NOON), at(NOON), Optional.empty());

        assertThat(findings.count(Verdict.TIME_OUT_OF_BOUNDS)).isEqualTo(1);
    }

    @Test
    void namesTheFirstOfTheOldestEntries() {
        times.signed(at(NOON), Optional.empty(), Optional.empty());
        times.entry(4, NOON - 60 * SECOND);
        times.entry(5, NOON - 60 * SECOND);
        times.signed(at(NOON), Optional.empty(), Optional.empty());

        assertThat(findings.first().orElseThrow().seq()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"30, 0", "31, 1"})
    void boundsWhenTheLogMaySignAgain(long secondsEarlier, long found) {
        times.signed(at(NOON), Optional.empty(), Optional.empty());
        times.signed(at(NOON - secondsEarlier * SECOND), Optional.empty(), Optional.empty());

        assertThat(findings.count(Verdict.TIME_REGRESSION)).isEqualTo(found);
    }

    private static Optional<Instant> at(long micros) {
        return Optional.of(Instant.ofEpochSecond(micros / SECOND));
    }
}
