package org.imprimatur;

import java.time.Instant;
import java.util.List;
import org.imprimatur.article.web.ProblemView;
import org.imprimatur.article.web.SeenView;
import org.imprimatur.article.web.WritingView;
import org.imprimatur.desk.FieldError;
import org.imprimatur.proposal.web.AskView;
import org.imprimatur.proposal.web.InboxView;
import org.imprimatur.proposal.web.StartView;
import org.imprimatur.review.web.DetailView;
import org.imprimatur.review.web.EditView;
import org.imprimatur.review.web.MineView;
import org.imprimatur.review.web.NewView;
import org.jspecify.annotations.Nullable;

/** The editor's desk, and what readers send to it. */
final class EditorSamples {

    private static final Instant MAY = Instant.parse("2025-05-20T08:12:04Z");
    private static final String POTASSIUM =
            "What is the potassium content of 30 mmol potassium phosphate, and what does it do to the serum level?";
    private static final String ASKED =
            "Which dose of trastuzumab was used in H0648g, and for how long?";
    private static final String SOURCE =
            """
            ---
            question: What are the treatment options for stage 4 (metastatic) breast cancer?
            slug: stage-4-breast-cancer-treatment
            audience: Clinicians
            language: en
            origin: human
            topics: [oncology]
            references:
              - {number: 1, kind: Guideline, type: article-journal, title: "ESMO Clinical Practice Guideline", DOI: 10.1016/j.annonc.2021.09.019}
            ---
            ## Guideline: Choosing by receptor status
            Systemic treatment comes first; the aim is longer life of good quality [1].

            ## Opinion: Local therapy
            Surgery of the primary did not prolong survival in EA2108 [8].
            """;
    private static final SeenView FAULTY =
            new SeenView(
                    List.of(
                            new ProblemView(
                                    14,
                                    4,
                                    "“Opinion” is not a kind of evidence. Use Summary, Guideline, Drug label or Research."),
                            new ProblemView(15, 59, "Reference 8 is cited but not listed.")),
                    null);
    private static final SeenView SOUND = new SeenView(List.of(), SamplePages.text());

    private EditorSamples() {}

    static List<SamplePages.Page> all() {
        return List.of(
                page("mine", "review/mine", mine()),
                page("mine-empty", "review/mine", new MineView(List.of(), null)),
                page(
                        "edit",
                        "review/edit",
                        edit(EditView.Effect.KEEPS_STATUS, FAULTY, null, SamplePages.FIRST_ROUND)),
                page(
                        "edit-in-review",
                        "review/edit",
                        edit(EditView.Effect.OPENS_ROUND, SOUND, null, null)),
                page(
                        "edit-kept",
                        "review/edit",
                        edit(EditView.Effect.STARTS_DRAFT, SOUND, MAY, null)),
                page("new", "review/new", new NewView(writing(SOUND, null), false, List.of())),
                page(
                        "new-refused",
                        "review/new",
                        new NewView(
                                writing(FAULTY, null),
                                true,
                                List.of(
                                        new FieldError(
                                                "source",
                                                "Another article has the slug already.")))),
                page("inbox", "proposal/inbox", inbox("OPEN")),
                page("inbox-taken", "proposal/inbox", inbox("TAKEN")),
                page("inbox-done", "proposal/inbox", inbox("DONE")),
                page(
                        "inbox-empty",
                        "proposal/inbox",
                        new InboxView("OPEN", "ALL", null, tabs(), List.of(), null, List.of())),
                page(
                        "start",
                        "proposal/start",
                        new StartView(
                                SamplePages.ID,
                                ASKED,
                                SamplePages.ID,
                                SamplePages.QUESTION,
                                writing(FAULTY, MAY),
                                false,
                                List.of())),
                reader("ask", "proposal/ask", ask("", false)),
                reader("ask-sent", "proposal/ask", ask("", true)),
                reader(
                        "ask-refused",
                        "proposal/ask",
                        ask("", false, new FieldError("question", "Write your question."))),
                reader("report", "proposal/report", ask("ERROR", false)),
                reader("report-sent", "proposal/report", ask("", true)),
                reader(
                        "report-refused",
                        "proposal/report",
                        ask(
                                "",
                                false,
                                new FieldError("kind", "Choose what is wrong."),
                                new FieldError("report", "Say what is wrong."))));
    }

    private static SamplePages.Page page(String name, String template, Object page) {
        return new SamplePages.Page(name, template, page, SamplePages.EDITH);
    }

    private static SamplePages.Page reader(String name, String template, Object page) {
        return new SamplePages.Page(name, template, page, null);
    }

    private static MineView mine() {
        return new MineView(
                List.of(
                        new MineView.Group(
                                MineView.Waits.FOR_YOU,
                                List.of(
                                        row(
                                                POTASSIUM,
                                                "CHANGES_REQUESTED",
                                                MineView.Next.ANSWER,
                                                true,
                                                0),
                                        row(
                                                "What is the normal range of serum albumin?",
                                                "DRAFT",
                                                MineView.Next.SUBMIT,
                                                false,
                                                0))),
                        new MineView.Group(
                                MineView.Waits.FOR_REVIEWERS,
                                List.of(
                                        row(
                                                SamplePages.QUESTION,
                                                "UNDER_REVIEW",
                                                MineView.Next.WAIT_FOR_VERDICTS,
                                                false,
                                                2))),
                        new MineView.Group(MineView.Waits.FOR_CHIEF_EDITOR, List.of()),
                        new MineView.Group(
                                MineView.Waits.FOR_NOBODY,
                                List.of(
                                        row(
                                                "What is the preferred opioid choice in patients with hepatic (liver) failure?",
                                                "APPROVED",
                                                MineView.Next.REVISE,
                                                false,
                                                0)))),
                "next-page");
    }

    private static MineView.Row row(
            String question, String status, MineView.Next next, boolean unsaved, int slots) {
        return new MineView.Row(
                SamplePages.ID,
                question,
                "en",
                "Clinicians",
                status,
                2,
                MAY,
                "for 3 days",
                next,
                unsaved,
                slots,
                slots / 2,
                slots);
    }

    private static EditView edit(
            EditView.Effect effect,
            SeenView seen,
            @Nullable Instant keptAt,
            DetailView.@Nullable Round answering) {
        return new EditView(
                SamplePages.ID,
                SamplePages.QUESTION,
                "en",
                answering == null ? "UNDER_REVIEW" : "CHANGES_REQUESTED",
                2,
                SamplePages.HASH,
                effect,
                writing(seen, keptAt),
                keptAt != null,
                "",
                answering,
                answering != null,
                List.of());
    }

    private static WritingView writing(SeenView seen, @Nullable Instant keptAt) {
        return new WritingView(SamplePages.ID, SOURCE, seen, keptAt);
    }

    private static List<InboxView.Tab> tabs() {
        return List.of(
                new InboxView.Tab("OPEN", 2),
                new InboxView.Tab("TAKEN", 2),
                new InboxView.Tab("DONE", 14),
                new InboxView.Tab("DECLINED", 3));
    }

    private static InboxView inbox(String state) {
        var refused = state.equals("TAKEN");
        var question = letter(1, state, "QUESTION", ASKED, new InboxView.Typed("", ""));
        var problem =
                letter(
                        2,
                        state,
                        "ERROR",
                        "The table gives 20 % for the response to chemotherapy alone. The label says 15 %.",
                        refused ? new InboxView.Typed("reason", "") : new InboxView.Typed("", ""));
        return new InboxView(
                state,
                "ALL",
                "this-page",
                tabs(),
                List.of(question, problem),
                "next-page",
                refused
                        ? List.of(new FieldError("reason-" + problem.id(), "Give the reason."))
                        : List.of());
    }

    private static InboxView.Row letter(
            int number, String state, String kind, String words, InboxView.Typed typed) {
        var closed = state.equals("DONE");
        var question = kind.equals("QUESTION");
        return new InboxView.Row(
                SamplePages.ID.substring(0, 35) + number,
                SamplePages.ID,
                SamplePages.SLUG,
                SamplePages.QUESTION,
                3,
                kind,
                question ? null : "Drug label: Trial H0648g",
                words,
                MAY,
                state.equals("OPEN") ? null : "Edith Brandt",
                state.equals("TAKEN"),
                closed ? MAY : null,
                closed && !question ? "Corrected in revision 4, now in review." : null,
                closed && question ? SamplePages.ID : null,
                closed && question ? ASKED : null,
                typed);
    }

    private static AskView ask(String kind, boolean sent, FieldError... errors) {
        return new AskView(
                SamplePages.SLUG, SamplePages.QUESTION, 3, kind, "", "", sent, List.of(errors));
    }
}
