package org.imprimatur;

import static org.imprimatur.SamplePages.CLAIMED;
import static org.imprimatur.SamplePages.CLARA;
import static org.imprimatur.SamplePages.HASH;
import static org.imprimatur.SamplePages.ID;
import static org.imprimatur.SamplePages.OLD_HASH;
import static org.imprimatur.SamplePages.OPIOID;
import static org.imprimatur.SamplePages.POTASSIUM;
import static org.imprimatur.SamplePages.QUESTION;
import static org.imprimatur.SamplePages.SLUG;
import static org.imprimatur.SamplePages.SUBMITTED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.imprimatur.SamplePages.Page;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.desk.FieldError;
import org.imprimatur.review.Figures;
import org.imprimatur.review.web.BoardView;
import org.imprimatur.review.web.DecisionsView;
import org.imprimatur.review.web.FigureView;
import org.imprimatur.review.web.QueueView;
import org.imprimatur.review.web.ReassignView;
import org.imprimatur.review.web.SignatureView;
import org.imprimatur.review.web.SignsView;
import org.imprimatur.review.web.WorkView;
import org.imprimatur.review.web.WorkloadView;
import org.jspecify.annotations.Nullable;

/** The chief editor's desk. */
final class ChiefSamples {

    private static final QueueView.Due LATE = new QueueView.Due(CLAIMED, "2 days late", true);
    private static final QueueView.Due SOON = new QueueView.Due(CLAIMED, "in 3 days", false);

    private ChiefSamples() {}

    static List<Page> all() {
        return List.of(
                new Page("decisions", "review/decisions", decisions(), CLARA),
                new Page(
                        "decisions-empty",
                        "review/decisions",
                        new DecisionsView(figures(), 0, List.of(), null, null, null, null),
                        CLARA),
                new Page(
                        "work-overdue",
                        "review/work",
                        work(WorkView.Show.OVERDUE, List.of(slot("Dr Ravi Menon"), slot(null))),
                        CLARA),
                new Page(
                        "work-author",
                        "review/work",
                        work(WorkView.Show.AUTHOR, List.of(article())),
                        CLARA),
                new Page(
                        "work-empty",
                        "review/work",
                        work(WorkView.Show.UNCLAIMED, List.of()),
                        CLARA),
                new Page("board", "review/board", board(null), CLARA),
                new Page(
                        "board-one", "review/board", board(ArticleStatus.CHANGES_REQUESTED), CLARA),
                new Page("workload", "review/workload", workload(true), CLARA),
                new Page("workload-empty", "review/workload", workload(false), CLARA),
                new Page(
                        "reassign",
                        "review/reassign",
                        reassign(null, new ReassignView.Sent(null, "", List.of()), false),
                        CLARA),
                new Page(
                        "reassign-refused",
                        "review/reassign",
                        reassign(
                                null,
                                new ReassignView.Sent(
                                        "all",
                                        "",
                                        List.of(new FieldError("reason", "Give the reason."))),
                                false),
                        CLARA),
                new Page(
                        "reassign-barred",
                        "review/reassign",
                        reassign(
                                "You wrote part of this text since its last approval.",
                                new ReassignView.Sent(null, "", List.of()),
                                false),
                        CLARA),
                new Page(
                        "reassign-moved",
                        "review/reassign",
                        reassign(null, new ReassignView.Sent(null, "", List.of()), true),
                        CLARA));
    }

    static List<FigureView> figures() {
        return List.of(
                figure(Figures.Kind.OVERDUE, "7", "4 a week ago", "M0 16 L140 2"),
                figure(Figures.Kind.UNCLAIMED, "3", "5 a week ago", "M0 2 L140 20"),
                figure(Figures.Kind.WITH_AUTHOR, "12", "12 a week ago", "M0 8 L140 8"),
                figure(Figures.Kind.APPROVED, "1", "2 in the week before", null));
    }

    private static FigureView figure(
            Figures.Kind kind, String number, String before, @Nullable String line) {
        return new FigureView(
                kind,
                number,
                before,
                line == null ? "M1 31 V4 h8 V31 Z" : line + " L140 31 L0 31 Z",
                line,
                IntStream.range(0, Figures.DAYS)
                        .mapToObj(
                                day ->
                                        new FigureView.Day(
                                                LocalDate.of(2025, 5, 15).plusDays(day), day / 2))
                        .toList());
    }

    private static WorkView work(WorkView.Show show, List<WorkView.Row> rows) {
        var specialties = new TreeSet<>(List.of("general", "hepatology", "oncology"));
        return new WorkView(
                show,
                figures(),
                show == WorkView.Show.AUTHOR ? new TreeSet<>() : specialties,
                "oncology",
                rows,
                rows.isEmpty() ? null : "bmV4dA");
    }

    private static WorkView.Row slot(@Nullable String holder) {
        return new WorkView.Row(
                ID,
                "0197a1b2-task" + (holder == null ? 1 : 2),
                holder == null ? OPIOID : QUESTION,
                "en",
                "oncology",
                null,
                holder != null,
                3,
                holder,
                LATE);
    }

    private static WorkView.Row article() {
        return new WorkView.Row(
                ID,
                null,
                POTASSIUM,
                "en",
                null,
                "Clinicians",
                false,
                1,
                null,
                new QueueView.Due(CLAIMED, "for 4 days", false));
    }

    private static BoardView board(@Nullable ArticleStatus chosen) {
        var columns =
                List.of(
                        column(
                                ArticleStatus.SUBMITTED,
                                card(OPIOID, "0 of 2 claimed", LATE, false)),
                        column(
                                ArticleStatus.UNDER_REVIEW,
                                card(QUESTION, "2 of 2 signed", null, true),
                                card(POTASSIUM, "1 of 2 signed", SOON, false)),
                        column(ArticleStatus.CHANGES_REQUESTED, card(QUESTION, null, null, false)),
                        column(ArticleStatus.APPROVED));
        return new BoardView(
                chosen == null ? null : "Students",
                List.of("Clinicians", "Students", "Patients"),
                "",
                chosen == null ? columns : List.of(columns.get(2)),
                List.of(
                        new BoardView.Count(ArticleStatus.DRAFT, "14"),
                        new BoardView.Count(ArticleStatus.CHANGES_REQUESTED, "1,000+"),
                        new BoardView.Count(ArticleStatus.WITHDRAWN, "0")),
                chosen,
                chosen == null ? null : "bmV4dA");
    }

    private static BoardView.Column column(ArticleStatus status, BoardView.Card... cards) {
        return new BoardView.Column(
                new BoardView.Count(status, String.valueOf(cards.length)),
                List.of(cards),
                cards.length == 2);
    }

    private static BoardView.Card card(
            String question,
            @Nullable String progress,
            QueueView.@Nullable Due due,
            boolean awaitsDecision) {
        return new BoardView.Card(
                ID,
                question,
                "en",
                "Clinicians",
                2,
                CLAIMED,
                "for 3 days",
                progress,
                due,
                awaitsDecision,
                false);
    }

    private static WorkloadView workload(boolean some) {
        return new WorkloadView(
                new TreeSet<>(List.of("general", "hepatology", "oncology")),
                some ? null : "hepatology",
                some
                        ? List.of(
                                new WorkloadView.Row(
                                        "ravi",
                                        "Dr Ravi Menon",
                                        List.of("oncology", "pharmacology"),
                                        4,
                                        2,
                                        LATE,
                                        11,
                                        true),
                                new WorkloadView.Row(
                                        "olga",
                                        "Dr Olga Petrenko",
                                        List.of("oncology"),
                                        0,
                                        0,
                                        null,
                                        0,
                                        false))
                        : List.of(),
                some ? "olga" : null,
                new WorkloadView.Chosen(
                        "ravi",
                        "Dr Ravi Menon",
                        some ? List.of(slot("Dr Ravi Menon")) : List.of(),
                        null));
    }

    private static ReassignView reassign(
            @Nullable String barred, ReassignView.Sent sent, boolean moved) {
        return new ReassignView(
                "0197a1b2-task",
                ID,
                QUESTION,
                "en",
                "oncology",
                "HIGH",
                2,
                3,
                LATE,
                moved
                        ? null
                        : new ReassignView.Holder(OLD_HASH, "ravi", "Dr Ravi Menon", "for 6 days"),
                true,
                barred,
                List.of(
                        new ReassignView.Choice("id-olga", "Dr Olga Petrenko", 1, 0, 4),
                        new ReassignView.Choice("id-omar", "Dr Omar Haddad", 3, 1, 0)),
                List.of("Dr Solo Lone wrote part of this text since its last approval."),
                sent,
                moved);
    }

    private static DecisionsView.Open barred() {
        return new DecisionsView.Open(
                "0197a1b2-eeee",
                "potassium-phosphate",
                POTASSIUM,
                "en",
                "Clinicians",
                "ROUTINE",
                2,
                3,
                HASH,
                "Answers both questions.",
                DecisionsView.Cause.OTHER,
                "1 of 2 verdicts signed; an approval needs 2",
                SUBMITTED,
                "for 2 days",
                List.of(
                        new DecisionsView.Verdict(
                                "pharmacology",
                                "Mei Tanaka",
                                "APPROVE",
                                null,
                                List.of(),
                                signed("Mei Tanaka", "APPROVE"),
                                List.of())),
                "You reviewed this round, so somebody else decides it.",
                List.of(),
                signs(POTASSIUM, 2, 3, HASH),
                null);
    }

    private static SignsView signs(String question, int round, int revision, String hash) {
        return new SignsView(
                "Clara Vogt", "CHIEF_EDITOR", question, "en", "Clinicians", round, revision, hash);
    }

    private static SignatureView signed(String name, String meaning) {
        return SamplePages.signature(name, "REVIEWER", meaning, null);
    }

    private static DecisionsView decisions() {
        return new DecisionsView(
                figures(),
                3,
                List.of(
                        new DecisionsView.Open(
                                ID,
                                SLUG,
                                QUESTION,
                                "en",
                                "Clinicians",
                                "HIGH",
                                1,
                                1,
                                OLD_HASH,
                                "First version for the board. The table follows the label of 2024.",
                                DecisionsView.Cause.VERDICTS_DIFFER,
                                "2 of 2 verdicts signed; an approval needs 2",
                                CLAIMED,
                                "for 3 h",
                                List.of(
                                        new DecisionsView.Verdict(
                                                "oncology",
                                                "Ravi Menon",
                                                "REQUEST_CHANGES",
                                                "The numbers of the trial have to follow the label.",
                                                SamplePages.REMARKS,
                                                signed("Ravi Menon", "REQUEST_CHANGES"),
                                                List.of(signed("Ravi Menon", "APPROVE"))),
                                        new DecisionsView.Verdict(
                                                "oncology",
                                                "Olga Petrova",
                                                "APPROVE",
                                                "Sound overall.",
                                                List.of(),
                                                signed("Olga Petrova", "APPROVE"),
                                                List.of())),
                                null,
                                List.of(
                                        new DecisionsView.Option("APPROVE", null),
                                        new DecisionsView.Option("REQUEST_CHANGES", null),
                                        new DecisionsView.Option("REJECT", null)),
                                signs(QUESTION, 1, 1, OLD_HASH),
                                null),
                        new DecisionsView.Open(
                                "0197a1b2-ffff",
                                "opioid-in-hepatic-failure",
                                OPIOID,
                                "en",
                                "Clinicians",
                                "ROUTINE",
                                1,
                                2,
                                HASH,
                                "Doses checked against the label.",
                                DecisionsView.Cause.VETO,
                                "1 of 2 verdicts signed; an approval needs 2",
                                SUBMITTED,
                                "for 2 days",
                                List.of(
                                        new DecisionsView.Verdict(
                                                "hepatology",
                                                "Paul Weiss",
                                                "REJECT",
                                                "The dose given for morphine is unsafe in Child-Pugh C.",
                                                List.of(),
                                                signed("Paul Weiss", "REJECT"),
                                                List.of()),
                                        new DecisionsView.Verdict(
                                                "general", null, null, null, List.of(), null,
                                                List.of())),
                                null,
                                List.of(
                                        new DecisionsView.Option(
                                                "APPROVE",
                                                "A rejection stands, so this revision cannot be approved."),
                                        new DecisionsView.Option("REQUEST_CHANGES", null),
                                        new DecisionsView.Option("REJECT", null)),
                                signs(OPIOID, 1, 2, HASH),
                                new DecisionsView.Sent(
                                        "REQUEST_CHANGES",
                                        "",
                                        List.of(
                                                new FieldError(
                                                        "reason",
                                                        "Give a reason: the editor has to act on it.")))),
                        barred()),
                null,
                "bmV4dA",
                Instant.parse("2025-05-28T10:47:30Z"),
                "localhost");
    }
}
