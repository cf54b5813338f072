package org.imprimatur.review.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.imprimatur.desk.Words;
import org.springframework.stereotype.Component;

/** Moments as people say them, seen from now. */
@Component
class InWords {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Words words;
    private final Clock clock;

    InWords(Words words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    /** {@code in 2 days} or {@code 3 h late}. */
    QueueView.Due due(Instant at) {
        var left = Duration.between(clock.instant(), at);
        return new QueueView.Due(
                at,
                words.say(left.isNegative() ? "time.late" : "time.in", span(left.abs())),
                left.isNegative());
    }

    /** {@code 3 s ago}. */
    String ago(Instant at) {
        return words.say("time.ago", span(since(at)));
    }

    /** {@code for 3 h}. */
    String lasting(Instant since) {
        return words.say("time.for", span(since(since)));
    }

    /** {@code 10:42}, in UTC. */
    String clock(Instant at) {
        return CLOCK.format(at.atOffset(ZoneOffset.UTC));
    }

    private Duration since(Instant at) {
        var past = Duration.between(at, clock.instant());
        return past.isNegative() ? Duration.ZERO : past;
    }

    private String span(Duration duration) {
        if (duration.toMinutes() == 0) {
            return words.say("time.seconds", duration.toSeconds());
        }
        if (duration.toHours() == 0) {
            return words.say("time.minutes", duration.toMinutes());
        }
        return duration.toHours() < 48
                ? words.say("time.hours", duration.toHours())
                : words.say("time.days", duration.toDays());
    }
}
