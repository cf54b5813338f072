package org.imprimatur.people;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * How a request that takes two people came out.
 *
 * @param answer {@code CONFIRMED}, {@code CONSENTED}, {@code DECLINED}, {@code TAKEN_BACK} or {@code EXPIRED}
 * @param by who answered; {@code null} where nobody did in time
 * @param at when it was answered, or expired
 */
public record Answered(String answer, @Nullable String by, Instant at) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** For whoever answers it once more. */
    Refusal refusal() {
        return new Refusal(
                ProblemType.ILLEGAL_TRANSITION,
                by == null
                        ? Sentence.of("refusal.request-expired", MINUTE.format(at))
                        : Sentence.of("refusal.request-answered." + answer, by, MINUTE.format(at)));
    }
}
