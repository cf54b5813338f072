package org.imprimatur.review.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.imprimatur.api.Page;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.source.Audience;
import org.imprimatur.desk.Words;
import org.imprimatur.review.Board;
import org.imprimatur.review.Figures;
import org.imprimatur.review.OpenSlots;
import org.imprimatur.review.ProvenApprovals;
import org.imprimatur.review.Specialties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The chief editor's overview: what is late, where it sticks, where everything stands. */
@Controller
@RequestMapping("/deciding")
class BoardController {

    private static final int ROWS = 50;
    private static final int CARDS = 6;

    private static final List<ArticleStatus> COLUMNS =
            List.of(
                    ArticleStatus.SUBMITTED,
                    ArticleStatus.UNDER_REVIEW,
                    ArticleStatus.CHANGES_REQUESTED,
                    ArticleStatus.APPROVED);

    private final Board board;
    private final ProvenApprovals proven;
    private final OpenSlots slots;
    private final Specialties specialties;
    private final FiguresInWords figures;
    private final SlotsInWords slotsInWords;
    private final InWords inWords;
    private final Words words;
    private final Clock clock;

    BoardController(
            Board board,
            ProvenApprovals proven,
            OpenSlots slots,
            Specialties specialties,
            FiguresInWords figures,
            SlotsInWords slotsInWords,
            InWords inWords,
            Words words,
            Clock clock) {
        this.board = board;
        this.proven = proven;
        this.slots = slots;
        this.specialties = specialties;
        this.figures = figures;
        this.slotsInWords = slotsInWords;
        this.inWords = inWords;
        this.words = words;
        this.clock = clock;
    }

    /** @param show {@code overdue}, {@code unclaimed}, {@code author} or {@code approved}; whatever else is overdue */
    @GetMapping("/work")
    String work(
            @RequestParam(defaultValue = "") String show,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var shown =
                Arrays.stream(WorkView.Show.values())
                        .filter(value -> value.word().equals(show))
                        .findFirst()
                        .orElse(WorkView.Show.OVERDUE);
        var only = specialty == null || specialty.isBlank() ? null : specialty;
        var rows =
                switch (shown) {
                    case OVERDUE -> slots.overdue(only, cursor, ROWS).map(slotsInWords::byDueTime);
                    case UNCLAIMED ->
                            slots.unclaimed(only, cursor, ROWS).map(slotsInWords::byWaiting);
                    case AUTHOR -> withAuthor(cursor);
                    case APPROVED -> board.approvedSince(week(), cursor, ROWS).map(this::approved);
                };
        var bySpecialty = shown == WorkView.Show.OVERDUE || shown == WorkView.Show.UNCLAIMED;
        model.addAttribute(
                "page",
                new WorkView(
                        shown,
                        figures.all(),
                        bySpecialty ? specialties.known() : Set.of(),
                        bySpecialty ? only : null,
                        rows.items(),
                        rows.next()));
        return "review/work";
    }

    /** @param status the only one to list; without it, or with none that exists, the whole board */
    @GetMapping("/board")
    String board(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String audience,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var chosen = named(ArticleStatus.values(), ArticleStatus::name, status);
        var readers = named(Audience.values(), Audience::label, audience);
        var filter = new Board.Filter(readers, q.strip());
        var counts = board.counts(filter);
        var listed =
                chosen == null
                        ? COLUMNS.stream().map(column -> column(column, filter, counts)).toList()
                        : List.<BoardView.Column>of();
        String next = null;
        if (chosen != null) {
            var found = board.list(chosen, filter, cursor, ROWS);
            next = found.next();
            listed = List.of(column(chosen, found, counts));
        }
        model.addAttribute(
                "page",
                new BoardView(
                        readers == null ? null : readers.label(),
                        Arrays.stream(Audience.values()).map(Audience::label).toList(),
                        q.strip(),
                        listed,
                        Arrays.stream(ArticleStatus.values())
                                .filter(other -> chosen != null || !COLUMNS.contains(other))
                                .map(other -> count(other, counts))
                                .toList(),
                        chosen,
                        next));
        return "review/board";
    }

    private Page<WorkView.Row> withAuthor(@Nullable String cursor) {
        return board.list(ArticleStatus.CHANGES_REQUESTED, new Board.Filter(null, ""), cursor, ROWS)
                .map(
                        card ->
                                new WorkView.Row(
                                        card.id().toString(),
                                        null,
                                        card.question(),
                                        card.language(),
                                        null,
                                        card.audience().label(),
                                        false,
                                        card.revision(),
                                        null,
                                        new QueueView.Due(
                                                card.since(),
                                                inWords.lasting(card.since()),
                                                false)));
    }

    private WorkView.Row approved(Board.Approved approval) {
        return new WorkView.Row(
                approval.id().toString(),
                null,
                approval.question(),
                approval.language(),
                null,
                approval.audience().label(),
                false,
                approval.revision(),
                null,
                new QueueView.Due(approval.at(), inWords.ago(approval.at()), false));
    }

    /** The first moment of the week that the number counts. */
    private Instant week() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusDays(Figures.WEEK - 1L)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }

    private BoardView.Column column(
            ArticleStatus status, Board.Filter filter, Map<ArticleStatus, Integer> counts) {
        return column(status, board.list(status, filter, null, CARDS), counts);
    }

    private BoardView.Column column(
            ArticleStatus status, Page<Board.Card> found, Map<ArticleStatus, Integer> counts) {
        var proof =
                status == ArticleStatus.APPROVED
                        ? proven.among(found.items().stream().map(Board.Card::id).toList())
                        : null;
        return new BoardView.Column(
                count(status, counts),
                found.items().stream()
                        .map(card -> card(card, proof != null && !proof.contains(card.id())))
                        .toList(),
                found.next() != null);
    }

    private BoardView.Count count(ArticleStatus status, Map<ArticleStatus, Integer> counts) {
        int count = Objects.requireNonNull(counts.get(status));
        return new BoardView.Count(
                status, words.say(count < Board.BOUND ? "figures.number" : "figures.more", count));
    }

    private BoardView.Card card(Board.Card card, boolean proofPending) {
        return new BoardView.Card(
                card.id().toString(),
                card.question(),
                card.language(),
                card.audience().label(),
                card.revision(),
                card.since(),
                inWords.lasting(card.since()),
                progress(card),
                card.dueAt() == null || card.awaitsDecision() ? null : inWords.due(card.dueAt()),
                card.awaitsDecision(),
                proofPending);
    }

    private @Nullable String progress(Board.Card card) {
        if (card.slots() == 0) {
            return null;
        }
        return card.signed() > 0
                ? words.say("board.signed", card.signed(), card.slots())
                : words.say("board.claimed", card.claimed(), card.slots());
    }

    private static <E> @Nullable E named(
            E[] values, Function<E, String> name, @Nullable String wanted) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(wanted))
                .findFirst()
                .orElse(null);
    }
}
