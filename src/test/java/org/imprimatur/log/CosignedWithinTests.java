package org.imprimatur.log;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever it holds, the verifier finds nothing in it. */
@DisplayName("A witness's time")
class CosignedWithinTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, true",
        "0, 0, -15, true",
        "0, 0, -16, false",
        "0, 0, 15, true",
        "0, 0, 16, false",
        // the answer takes 4.3 s and is 29 s ahead, while entries go on
        "0, 1, 33, false",
        // refused for 45 s, with an entry soon after the checkpoint
        "0, 1, 45, false",
        // away for an hour in which nothing happens, and in which something does
        "-3600, 0, 0, true",
        "-3600, -3599, 0, false"
    })
    void liesBetweenTheEntriesAroundTheCheckpoint(int last, int next, int at, boolean holds) {
        var bounds = new CosignedWithin(NOON.plusSeconds(last), NOON.plusSeconds(next));

        assertThat(bounds.holds(NOON.plusSeconds(at))).isEqualTo(holds);
    }

    /** Entries correct the clock by a second, one is 14 s between its stamp and its commit, and the log signs on at once. */
    @Test
    void isNeverFoundFalseAfterwards() {
        var random = new Random(17);
        var held = 0;
        for (var round = 0; round < 20_000; round++) {
            var last = NOON.plusNanos(random.nextLong(1_000_000_000));
            var signed = last.plusMillis(random.nextInt(-1_000, 2_000));
            var answered = signed.plusMillis(random.nextInt(0, 60_000));
            var cosigned = answered.plusSeconds(random.nextInt(-40, 40)).truncatedTo(SECONDS);
            var isThere = random.nextBoolean();
            var next =
                    isThere
                            ? last.plusMillis(random.nextLong(-1_000, millis(last, answered) + 1))
                            : answered.minusMillis(random.nextInt(0, 14_000));
            if (!new CosignedWithin(last, isThere ? next : answered).holds(cosigned)) {
                continue;
            }
            held++;
            var findings = new Findings();
            var times = new Times(findings);
            times.entry(0, micros(last.minusSeconds(random.nextInt(0, 60))));
            times.entry(1, micros(last.plusMillis(random.nextInt(0, 1_000))));
            times.signed(
                    Optional.of(signed.truncatedTo(SECONDS)),
                    Optional.of(earlier(signed.truncatedTo(SECONDS), cosigned)),
                    Optional.of(later(signed.truncatedTo(SECONDS), cosigned)));
            times.entry(2, micros(next));
            times.entry(3, micros(next.minusMillis(random.nextInt(0, 1_000))));
            var again = Optional.of(answered.truncatedTo(SECONDS));
            times.signed(again, again, again);

            assertThat(findings.count(Verdict.TIME_OUT_OF_BOUNDS)).as("round %d", round).isZero();
            assertThat(findings.all())
                    .as("round %d, of what the log signed", round)
                    .noneMatch(found -> found.seq() < 0);
        }
        assertThat(held).isGreaterThan(2_000);
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
