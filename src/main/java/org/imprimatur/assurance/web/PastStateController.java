package org.imprimatur.assurance.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.assurance.PastState;
import org.imprimatur.audit.ReadTrail;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.Person;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What was the case about an article at some moment, for auditors. */
@Controller
class PastStateController {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    private final ReadArticles articles;
    private final PastState past;
    private final ReadTrail trail;
    private final Words words;
    private final Clock clock;

    PastStateController(
            ReadArticles articles, PastState past, ReadTrail trail, Words words, Clock clock) {
        this.articles = articles;
        this.past = past;
        this.trail = trail;
        this.words = words;
        this.clock = clock;
    }

    /** @param at in UTC, {@code 2026-03-31T14:30}; the present where it is empty */
    @GetMapping("/auditing/{id}/state")
    String show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String at,
            @AuthenticationPrincipal Person person,
            Model model) {
        var visible = articles.visible(new ArticleId(id), person);
        var now = clock.instant();
        var read = at.isBlank() ? Optional.of(second(now)) : read(at.strip());
        var moment = read.filter(asked -> !asked.isAfter(now));
        moment.ifPresent(asked -> trail.recall(visible.article().id(), asked, person));
        model.addAttribute(
                "page",
                new PastStateView(
                        id.toString(),
                        visible.article().question(),
                        visible.revision().language(),
                        read.map(PastStateController::typed).orElse(at),
                        moment.orElse(null),
                        moment.flatMap(asked -> past.of(id, lastOf(asked))).orElse(null),
                        errors(read, moment, now)));
        return "assurance/state";
    }

    private List<FieldError> errors(Optional<Instant> read, Optional<Instant> moment, Instant now) {
        if (moment.isPresent()) {
            return List.of();
        }
        return List.of(
                read.isEmpty()
                        ? words.error("at", "state.error.at")
                        : words.error("at", "state.error.future", typed(now).replace('T', ' ')));
    }

    /** A browser's field takes no microseconds, and pages tell no time more exactly. */
    private static Instant second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String typed(Instant moment) {
        return LocalDateTime.ofInstant(second(moment), ZoneOffset.UTC).toString();
    }

    /** Who asks for a second has read it beside an entry that came somewhere in it. */
    private static Instant lastOf(Instant asked) {
        return asked.equals(second(asked)) ? asked.plusSeconds(1).minusNanos(1) : asked;
    }

    private static Optional<Instant> read(String at) {
        try {
            var moment =
                    at.endsWith("Z")
                            ? LocalDateTime.ofInstant(Instant.parse(at), ZoneOffset.UTC)
                            : LocalDateTime.parse(at);
            return moment.getYear() < FIRST_YEAR || moment.getYear() > LAST_YEAR
                    ? Optional.empty()
                    : Optional.of(moment.toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException notAMoment) {
            return Optional.empty();
        }
    }
}
