package org.imprimatur;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.web.TextView;
import org.imprimatur.badge.PublicStatus;
import org.imprimatur.badge.web.ArticleView;
import org.imprimatur.badge.web.HomeView;
import org.imprimatur.badge.web.RecordView;
import org.imprimatur.badge.web.Standing;
import org.imprimatur.badge.web.Standing.Progress;
import org.imprimatur.badge.web.Standing.Step;
import org.imprimatur.desk.ErrorView;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Viewer;
import org.imprimatur.people.web.SignInView;
import org.imprimatur.review.web.DetailView;
import org.imprimatur.review.web.QueueView;
import org.imprimatur.review.web.RemarkView;
import org.imprimatur.review.web.SignatureView;
import org.jspecify.annotations.Nullable;

/** Every page in every state worth looking at, filled from the checked evidence of the flagship article. */
final class SamplePages {

    /** @param name of the file that shows it */
    record Page(String name, String template, Object page, @Nullable Viewer viewer) {}

    static final String QUESTION =
            "What are the treatment options for stage 4 (metastatic) breast cancer?";
    static final String OPIOID =
            "What is the preferred opioid choice in patients with hepatic (liver) failure?";
    static final String POTASSIUM =
            "What is the potassium content of 30 mmol potassium phosphate, and what does it do to the serum level?";
    static final String SLUG = "stage-4-breast-cancer-treatment";
    static final String ID = "0197a1b2-0c3d-7e4f-8a9b-1c2d3e4f5a6b";
    static final String HASH = "9f2c4d1be07a3856c1d94f60a2b7e8135d6c0f9a8b7e2413c5d6f7081a2b41ab";
    static final String OLD_HASH =
            "41d0b3aa97c2e5f618304b7d9ce2fa6501837bd4e96c2f5a80b1d3e4f5a6b7c8";
    static final Viewer RAVI = new Viewer("Ravi Menon", Set.of("REVIEWER"));
    static final Viewer EDITH = new Viewer("Edith Brandt", Set.of("EDITOR"));
    static final Viewer CLARA =
            new Viewer("Clara Osei", Set.of("CHIEF_EDITOR", "REVIEWER", "EDITOR", "AUDITOR"));

    static final Instant SUBMITTED = Instant.parse("2025-05-20T08:12:04Z");
    static final Instant CLAIMED = Instant.parse("2025-05-22T17:40:11Z");
    static final Instant APPROVED = Instant.parse("2025-05-28T10:42:30Z");

    private SamplePages() {}

    static List<Page> all() {
        return Stream.of(
                        own(),
                        ChiefSamples.all(),
                        EditorSamples.all(),
                        PeopleSamples.all(),
                        ReaderSamples.all(),
                        AssuranceSamples.all(),
                        ReviewerSamples.all(),
                        AuditorSamples.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Page> own() {
        return List.of(
                new Page("home", "badge/home", home(""), null),
                new Page(
                        "home-found-nothing",
                        "badge/home",
                        new HomeView("xylitol", true, 0, List.of(), List.of(), null),
                        null),
                new Page(
                        "article-submitted",
                        "badge/article",
                        article(submitted(), text(), List.of()),
                        null),
                new Page(
                        "article-under-review",
                        "badge/article",
                        article(underReview(), text(), audiences()),
                        null),
                new Page(
                        "article-changes",
                        "badge/article",
                        article(changesRequested(), text(), List.of()),
                        null),
                new Page(
                        "article-approved",
                        "badge/article",
                        article(approved(4, false), text(), audiences()),
                        EDITH),
                new Page(
                        "article-proof-pending",
                        "badge/article",
                        article(approved(null, true), text(), List.of()),
                        null),
                new Page(
                        "article-rejected",
                        "badge/article",
                        article(
                                ended("REJECTED", "The evidence does not answer the question"),
                                null,
                                List.of()),
                        null),
                new Page(
                        "article-withdrawn",
                        "badge/article",
                        article(ended("WITHDRAWN", "Replaced by another article"), null, List.of()),
                        null),
                new Page("record", "badge/record", record(), null),
                new Page("record-in-review", "badge/record", recordInReview(), null),
                new Page(
                        "sign-in",
                        "people/sign-in",
                        new SignInView("", false, true, false, null, "localhost", true),
                        null),
                new Page(
                        "sign-in-failed",
                        "people/sign-in",
                        new SignInView(
                                "ravi", true, false, false, "/reviewing", "localhost", false),
                        null),
                new Page("queue-available", "review/queue", queue("available", null), RAVI),
                new Page(
                        "queue-lost",
                        "review/queue",
                        queue(
                                "available",
                                new QueueView.LostRace(
                                        "What antibiotic is first-line for cellulitis?",
                                        "en",
                                        "Dr Kim",
                                        CLAIMED,
                                        "3 s ago")),
                        RAVI),
                new Page("queue-mine", "review/queue", queue("mine", null), RAVI),
                new Page(
                        "queue-empty",
                        "review/queue",
                        new QueueView(
                                "available",
                                "",
                                "due",
                                List.of("general", "oncology"),
                                tabs(0),
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                null),
                        RAVI),
                new Page("detail-to-submit", "review/detail", toSubmit(), EDITH),
                new Page("detail-in-review", "review/detail", inReview(), EDITH),
                new Page("detail-draft", "review/detail", draft(), EDITH),
                new Page("detail-rejected", "review/detail", rejected(), CLARA),
                error(403, Sentence.of("refusal.own-text")),
                error(404, null),
                error(409, Sentence.of("refusal.claimed", "Dr Kim")),
                error(500, null),
                error(503, null),
                new Page(
                        "error-written",
                        "desk/error",
                        new ErrorView(
                                403,
                                "session",
                                null,
                                null,
                                List.of("The table has to follow the label.")),
                        null));
    }

    private static Page error(int status, @Nullable Sentence detail) {
        var correlation = status == 500 ? "b7e2413c-5d6f" : null;
        return new Page(
                "error-" + status, "desk/error", ErrorView.of(status, detail, correlation), null);
    }

    private static HomeView home(String query) {
        return new HomeView(
                query,
                false,
                5,
                ReaderSamples.facets(),
                List.of(
                        new HomeView.Row(
                                SLUG,
                                QUESTION,
                                "en",
                                "Clinicians",
                                "APPROVED",
                                List.of("oncology"),
                                SUBMITTED,
                                APPROVED),
                        new HomeView.Row(
                                "opioid-in-hepatic-failure",
                                OPIOID,
                                "en",
                                "Clinicians",
                                "UNDER_REVIEW",
                                List.of("hepatology", "pharmacology"),
                                CLAIMED,
                                null),
                        new HomeView.Row(
                                "potassium-phosphate",
                                POTASSIUM,
                                "en",
                                "Clinicians",
                                "CHANGES_REQUESTED",
                                List.of("pharmacology"),
                                CLAIMED,
                                null),
                        new HomeView.Row(
                                "lumbar-puncture-and-vdrl",
                                "In neurosyphilis, is a lumbar puncture performed before or after a VDRL test?",
                                "en",
                                "Students",
                                "SUBMITTED",
                                List.of("infectious disease"),
                                CLAIMED,
                                null),
                        new HomeView.Row(
                                "ketamine-and-bigeminy",
                                "What is the relationship between ketamine and ventricular bigeminy?",
                                "en",
                                "Patients",
                                "REJECTED",
                                List.of("general"),
                                CLAIMED,
                                null)),
                "/?cursor=next-page");
    }

    private static ArticleView article(
            Standing standing, @Nullable TextView text, List<ArticleView.Audience> audiences) {
        return new ArticleView(
                SLUG,
                "https://imprimatur.example/articles/" + SLUG,
                QUESTION,
                "en",
                "Clinicians",
                3,
                HASH,
                SUBMITTED,
                APPROVED,
                standing,
                text,
                audiences,
                ReaderSamples.related(),
                ReaderSamples.onTopic());
    }

    private static List<ArticleView.Audience> audiences() {
        return List.of(
                new ArticleView.Audience("Clinicians", SLUG, "UNDER_REVIEW", true),
                new ArticleView.Audience("Students", SLUG + "-students", "SUBMITTED", false),
                new ArticleView.Audience("Patients", SLUG + "-patients", "APPROVED", false));
    }

    private static Standing submitted() {
        return new Standing(
                "SUBMITTED",
                List.of(
                        new Step("SUBMITTED", Progress.CURRENT, SUBMITTED),
                        new Step("UNDER_REVIEW", Progress.AHEAD, null),
                        new Step("APPROVED", Progress.AHEAD, null)),
                new Standing.Slots(2, 0, 0),
                null,
                false,
                null,
                null);
    }

    private static Standing underReview() {
        return new Standing(
                "UNDER_REVIEW",
                List.of(
                        new Step("SUBMITTED", Progress.DONE, SUBMITTED),
                        new Step("UNDER_REVIEW", Progress.CURRENT, CLAIMED),
                        new Step("APPROVED", Progress.AHEAD, null)),
                new Standing.Slots(2, 2, 1),
                null,
                false,
                null,
                null);
    }

    private static Standing changesRequested() {
        return new Standing(
                "CHANGES_REQUESTED",
                List.of(
                        new Step("SUBMITTED", Progress.DONE, SUBMITTED),
                        new Step("UNDER_REVIEW", Progress.DONE, CLAIMED),
                        new Step("CHANGES_REQUESTED", Progress.CURRENT, APPROVED),
                        new Step("APPROVED", Progress.AHEAD, null)),
                null,
                null,
                false,
                null,
                null);
    }

    private static Standing approved(@Nullable Integer pending, boolean proofPending) {
        return new Standing(
                "APPROVED",
                List.of(
                        new Step("SUBMITTED", Progress.DONE, SUBMITTED),
                        new Step("UNDER_REVIEW", Progress.DONE, CLAIMED),
                        new Step(
                                proofPending ? PublicStatus.APPROVED_PROOF_PENDING : "APPROVED",
                                Progress.CURRENT,
                                APPROVED)),
                null,
                new Standing.Approval(
                        3, HASH, APPROVED, List.of("Ravi Menon", "a board member (oncology)")),
                proofPending,
                pending,
                null);
    }

    private static Standing ended(String status, String reason) {
        return new Standing(
                status,
                List.of(
                        new Step("SUBMITTED", Progress.DONE, SUBMITTED),
                        new Step("UNDER_REVIEW", Progress.DONE, CLAIMED),
                        new Step(status, Progress.CURRENT, APPROVED)),
                null,
                null,
                false,
                null,
                reason);
    }

    private static RecordView record() {
        return new RecordView(
                SLUG,
                QUESTION,
                "en",
                "Clinicians",
                approved(4, false),
                "https://imprimatur.example/articles/" + SLUG + "/badge.svg",
                "https://imprimatur.example/articles/" + SLUG,
                APPROVED,
                List.of(
                        new RecordView.Round(
                                3,
                                4,
                                OLD_HASH,
                                1,
                                APPROVED,
                                "OPEN",
                                null,
                                null,
                                false,
                                List.of(
                                        new RecordView.Slot(
                                                "oncology",
                                                RecordView.SlotState.CLAIMED,
                                                "Ravi Menon",
                                                APPROVED,
                                                null),
                                        new RecordView.Slot(
                                                "oncology",
                                                RecordView.SlotState.UNCLAIMED,
                                                null,
                                                null,
                                                null))),
                        new RecordView.Round(
                                2,
                                3,
                                HASH,
                                1,
                                CLAIMED,
                                "APPROVED",
                                APPROVED,
                                "RULE",
                                false,
                                List.of(
                                        new RecordView.Slot(
                                                "oncology",
                                                RecordView.SlotState.SIGNED,
                                                "Ravi Menon",
                                                APPROVED,
                                                "APPROVE"),
                                        new RecordView.Slot(
                                                "oncology",
                                                RecordView.SlotState.SIGNED,
                                                "a board member (oncology)",
                                                APPROVED,
                                                "APPROVE"))),
                        new RecordView.Round(
                                1,
                                1,
                                OLD_HASH,
                                1,
                                SUBMITTED,
                                "CHANGES_REQUESTED",
                                CLAIMED,
                                "CHIEF_EDITOR",
                                true,
                                List.of(
                                        new RecordView.Slot(
                                                "oncology",
                                                RecordView.SlotState.SIGNED,
                                                "Ravi Menon",
                                                CLAIMED,
                                                null),
                                        new RecordView.Slot(
                                                "oncology",
                                                RecordView.SlotState.CLOSED,
                                                null,
                                                null,
                                                null)))));
    }

    private static RecordView recordInReview() {
        return new RecordView(
                SLUG,
                QUESTION,
                "en",
                "Clinicians",
                underReview(),
                "https://imprimatur.example/articles/" + SLUG + "/badge.svg",
                "https://imprimatur.example/articles/" + SLUG,
                APPROVED,
                record().rounds().subList(0, 1));
    }

    private static List<QueueView.Tab> tabs(int available) {
        return List.of(
                new QueueView.Tab("available", available),
                new QueueView.Tab("mine", 2),
                new QueueView.Tab("done", 31));
    }

    private static QueueView.Row row(
            String id,
            String question,
            String specialty,
            String risk,
            String due,
            boolean late,
            boolean selected) {
        return new QueueView.Row(
                id,
                question,
                "en",
                specialty,
                risk,
                3,
                List.of(
                        new QueueView.Evidence("GUIDELINE", 1),
                        new QueueView.Evidence("DRUG_LABEL", 1),
                        new QueueView.Evidence("RESEARCH", 2)),
                new QueueView.Due(APPROVED, due, late),
                null,
                selected);
    }

    private static QueueView queue(String view, QueueView.@Nullable LostRace lost) {
        var second = row("t2", QUESTION, "oncology", "HIGH", "in 2 days", false, true);
        return new QueueView(
                view,
                "",
                "due",
                List.of("general", "oncology"),
                tabs(12),
                List.of(
                        row("t1", OPIOID, "hepatology", "HIGH", "3 h late", true, false),
                        second,
                        row("t3", POTASSIUM, "pharmacology", "ROUTINE", "in 4 days", false, false),
                        row(
                                "t4",
                                "What is the significance of bigeminy and hypotension in a trauma patient?",
                                "general",
                                "ROUTINE",
                                "in 5 days",
                                false,
                                false)),
                "next-page",
                new QueueView.Preview(
                        second,
                        "Clinicians",
                        2,
                        null,
                        "Table of trial H0648g now carries the label’s numbers; surgery of the primary corrected after EA2108.",
                        1240,
                        10,
                        text().sections().stream()
                                .map(section -> new QueueView.Part(section.kind(), section.title()))
                                .toList(),
                        List.of("trastuzumab", "paclitaxel", "pertuzumab", "palbociclib"),
                        view.equals("available"),
                        view.equals("mine")),
                lost,
                null,
                null);
    }

    private static DetailView.Round round(
            int number, String outcome, @Nullable String reason, List<DetailView.Slot> slots) {
        var closed = outcome.equals("OPEN") ? null : CLAIMED;
        var note = number == 1 ? "First submission." : "Numbers of the table corrected.";
        return new DetailView.Round(
                number,
                number,
                SUBMITTED,
                outcome,
                closed,
                note,
                reason,
                closed == null
                        ? null
                        : signature("Clara Weiss", "CHIEF_EDITOR", outcome(outcome), reason),
                slots);
    }

    private static String outcome(String round) {
        return round.equals("CHANGES_REQUESTED") ? "REQUEST_CHANGES" : "APPROVE";
    }

    static SignatureView signature(
            String name, String role, String meaning, @Nullable String words) {
        return new SignatureView(
                name,
                role,
                meaning,
                CLAIMED,
                CLAIMED.atZone(ZoneId.of("Europe/Berlin")),
                "PASSWORD",
                2,
                HASH,
                "{\"actor\":\"ravi\",\"contentHash\":\""
                        + HASH
                        + "\",\"meaning\":\""
                        + meaning
                        + "\"}",
                words,
                words != null);
    }

    static final List<RemarkView> REMARKS =
            List.of(
                    new RemarkView(
                            "MUST_FIX",
                            "Trastuzumab with chemotherapy",
                            "Response rate: 38 against 15 %, not 20 %.",
                            "/articles/" + ID + "/diff?from=1&to=2#drug-label-trastuzumab"),
                    new RemarkView(
                            "SHOULD_FIX",
                            "Surgery of the primary",
                            "EA2108 found no longer survival with local therapy.",
                            null),
                    new RemarkView("QUESTION", "In brief", "Which guideline?", null));

    static final DetailView.Round FIRST_ROUND =
            round(
                    1,
                    "CHANGES_REQUESTED",
                    "The table does not agree with the label. Correct it before the next round.",
                    List.of(
                            new DetailView.Slot(
                                    "oncology",
                                    "Ravi Menon",
                                    "REQUEST_CHANGES",
                                    "The numbers of the trial have to follow the label.",
                                    REMARKS,
                                    signature(
                                            "Ravi Menon, MD", "REVIEWER", "REQUEST_CHANGES", null),
                                    List.of(
                                            signature(
                                                    "Ravi Menon, MD",
                                                    "REVIEWER",
                                                    "APPROVE",
                                                    "Sound overall.")),
                                    false),
                            new DetailView.Slot(
                                    "oncology",
                                    "Olga Petrova",
                                    "APPROVE",
                                    "Sound overall.",
                                    List.of(),
                                    signature("Olga Petrova", "REVIEWER", "APPROVE", null),
                                    List.of(),
                                    false)));

    private static DetailView toSubmit() {
        return new DetailView(
                ID,
                SLUG,
                QUESTION,
                "Clinicians",
                "CHANGES_REQUESTED",
                2,
                HASH,
                "Edith Brandt",
                APPROVED,
                true,
                true,
                true,
                false,
                List.of(
                        new DetailView.Requirement(
                                "citations-resolve",
                                true,
                                "Each of the 10 citations leads to a reference."),
                        new DetailView.Requirement(
                                "sections-complete",
                                true,
                                "Every section has a text and a source.")),
                List.of(FIRST_ROUND),
                text(),
                "",
                "",
                List.of(new FieldError("changeNote", "Say what changed since the last round.")));
    }

    private static DetailView inReview() {
        return new DetailView(
                ID,
                SLUG,
                QUESTION,
                "Clinicians",
                "UNDER_REVIEW",
                2,
                HASH,
                "Edith Brandt",
                APPROVED,
                true,
                false,
                true,
                false,
                List.of(),
                List.of(
                        round(
                                2,
                                "OPEN",
                                null,
                                List.of(
                                        new DetailView.Slot(
                                                "oncology",
                                                "Ravi Menon",
                                                null,
                                                null,
                                                List.of(),
                                                null,
                                                List.of(),
                                                true),
                                        new DetailView.Slot(
                                                "oncology",
                                                null,
                                                null,
                                                null,
                                                List.of(),
                                                null,
                                                List.of(),
                                                true))),
                        FIRST_ROUND),
                text(),
                "",
                "",
                List.of());
    }

    private static DetailView draft() {
        return new DetailView(
                ID,
                null,
                QUESTION,
                "Clinicians",
                "DRAFT",
                1,
                HASH,
                "Edith Brandt",
                SUBMITTED,
                true,
                false,
                false,
                false,
                List.of(
                        new DetailView.Requirement(
                                "citations-resolve", false, "Citation 8 leads to no reference."),
                        new DetailView.Requirement(
                                "sections-complete",
                                true,
                                "Every section has a text and a source.")),
                List.of(),
                text(),
                "",
                "",
                List.of());
    }

    private static DetailView rejected() {
        return new DetailView(
                ID,
                SLUG,
                QUESTION,
                "Clinicians",
                "REJECTED",
                2,
                HASH,
                "Edith Brandt",
                APPROVED,
                false,
                false,
                false,
                true,
                List.of(),
                List.of(FIRST_ROUND),
                text(),
                "",
                "",
                List.of());
    }

    private static String cite(int number, int nth) {
        return "<sup class=\"citation\"><a href=\"#ref-%1$d\" id=\"cite-%1$d-%2$d\">%1$d</a></sup>"
                .formatted(number, nth);
    }

    static TextView text() {
        return new TextView(
                "en",
                null,
                List.of(
                        new TextView.Section(
                                "section-1",
                                "GUIDELINE",
                                "Choosing by receptor status",
                                "<p>Systemic treatment comes first; the aim is longer life of good quality. Receptors decide where to begin.%s</p><ul><li>Hormone receptor-positive, HER2-negative: endocrine therapy with a CDK4/6 inhibitor.%s</li><li>HER2-positive: trastuzumab and pertuzumab with a taxane in the first line.%s</li><li>Triple-negative: chemotherapy, with pembrolizumab where PD-L1 is expressed.%s</li></ul>"
                                        .formatted(cite(1, 1), cite(1, 2), cite(2, 1), cite(7, 1))),
                        new TextView.Section(
                                "section-2",
                                "DRUG_LABEL",
                                "Trastuzumab in trial H0648g",
                                "<p>Adding trastuzumab to first-line chemotherapy lengthened the time to progression.%s</p>"
                                                .formatted(cite(3, 1))
                                        + TABLE),
                        new TextView.Section(
                                "section-3",
                                "RESEARCH",
                                "What later trials add",
                                "<h3>Local therapy</h3><p>In EA2108, early local therapy for the primary did not prolong survival: 67.9 against 68.4 %% were alive after three years (hazard ratio 1.11).%s</p><h3>Antibody-drug conjugates</h3><p>In pretreated triple-negative disease, sacituzumab govitecan gave a median survival of 12.1 against 6.7 months.%s</p>"
                                        .formatted(cite(8, 1), cite(9, 1)))),
                List.of(
                        reference(
                                1,
                                "GUIDELINE",
                                "Gennari A, et al.",
                                "ESMO Clinical Practice Guideline for metastatic breast cancer",
                                "Ann Oncol 2021;32:1475-1495",
                                "10.1016/j.annonc.2021.09.019",
                                null,
                                null,
                                2),
                        reference(
                                2,
                                "GUIDELINE",
                                "Cardoso F, et al.",
                                "5th ESO-ESMO international consensus guidelines for advanced breast cancer (ABC 5)",
                                "Ann Oncol 2020;31:1623-1649",
                                "10.1016/j.annonc.2020.09.010",
                                null,
                                null,
                                1),
                        reference(
                                3,
                                "DRUG_LABEL",
                                null,
                                "Herceptin (trastuzumab)",
                                null,
                                null,
                                null,
                                "492dbdb2-077e-4064-bff3-372d6af0a7a2",
                                1),
                        reference(
                                7,
                                "RESEARCH",
                                "Cortes J, et al.",
                                "KEYNOTE-355",
                                "Lancet 2020;396:1817-1828",
                                "10.1016/S0140-6736(20)32531-9",
                                null,
                                null,
                                1),
                        reference(
                                8,
                                "RESEARCH",
                                "Khan SA, et al.",
                                "EA2108",
                                "J Clin Oncol 2022;40:978-987",
                                "10.1200/JCO.21.02006",
                                "34995128",
                                null,
                                1),
                        reference(
                                9,
                                "RESEARCH",
                                "Bardia A, et al.",
                                "ASCENT",
                                "N Engl J Med 2021;384:1529-1541",
                                "10.1056/NEJMoa2028485",
                                null,
                                null,
                                1)));
    }

    private static TextView.Reference reference(
            int number,
            String kind,
            @Nullable String authors,
            String title,
            @Nullable String origin,
            @Nullable String doi,
            @Nullable String pmid,
            @Nullable String setId,
            int citations) {
        var citedAt =
                java.util.stream.IntStream.rangeClosed(1, citations)
                        .mapToObj(nth -> "cite-" + number + "-" + nth)
                        .toList();
        return new TextView.Reference(
                number, kind, authors, title, origin, doi, pmid, setId, null, citedAt);
    }

    private static final String TABLE =
            table(
                    "|Trastuzumab + any chemo (n=235)|Any chemo (n=234)|Trastuzumab + paclitaxel (n=92)|Paclitaxel (n=96)|Trastuzumab + AC (n=143)|AC (n=138)",
                    "Median time to progression, months|7.2|4.5|6.7|2.5|7.6|5.7",
                    "95 % CI|7, 8|4, 5|5, 10|2, 4|7, 9|5, 7",
                    "Overall response rate, %|45|29|38|15|50|38",
                    "95 % CI|39, 51|23, 35|28, 48|8, 22|42, 58|30, 46",
                    "Median overall survival, months|25.1|20.3|22.1|18.4|26.8|21.4",
                    "p (log-rank)|0.05||0.17||0.16|");

    private static String table(String... lines) {
        var html =
                new StringBuilder(
                        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Trial H0648g\"><table><thead>");
        for (int i = 0; i < lines.length; i++) {
            var cell = i == 0 ? "th" : "td";
            html.append("<tr>");
            for (var value : lines[i].split("\\|", -1)) {
                html.append('<')
                        .append(cell)
                        .append('>')
                        .append(value)
                        .append("</")
                        .append(cell)
                        .append('>');
            }
            html.append("</tr>").append(i == 0 ? "</thead><tbody>" : "");
        }
        return html.append("</tbody></table></div>").toString();
    }

    static Page named(String name) {
        return all().stream().filter(page -> page.name().equals(name)).findFirst().orElseThrow();
    }
}
