package org.imprimatur;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.audit.Annotations.Annotation;
import org.imprimatur.audit.EntryMarks.Disclosure;
import org.imprimatur.audit.EntryMarks.Mark;
import org.imprimatur.audit.EntryMarks.Place;
import org.imprimatur.audit.EntrySignature;
import org.imprimatur.audit.NamedPerson;
import org.imprimatur.audit.web.ArticlesView;
import org.imprimatur.audit.web.BesideView;
import org.imprimatur.audit.web.CheckpointsView;
import org.imprimatur.audit.web.Days;
import org.imprimatur.audit.web.EntryView;
import org.imprimatur.audit.web.FilterView;
import org.imprimatur.audit.web.RoundView;
import org.imprimatur.audit.web.SearchView;
import org.imprimatur.audit.web.SingleEntryView;
import org.imprimatur.audit.web.TimelineView;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Viewer;
import org.jspecify.annotations.Nullable;

/** The auditor's pages. */
final class AuditorSamples {

    private static final Viewer OTTO = new Viewer("Otto Lind", Set.of("AUDITOR"));
    private static final String QUESTION =
            "What are the treatment options for stage 4 (metastatic) breast cancer?";
    private static final String ID = "0197a1b2-0c3d-7e4f-8a9b-1c2d3e4f5a6b";
    private static final String HASH =
            "9f2c4d1be07a3856c1d94f60a2b7e8135d6c0f9a8b7e2413c5d6f7081a2b41ab";
    private static final UUID CORRELATION = UUID.fromString("7c1d94f6-0a2b-4e81-8d6c-0f9a8b7e2413");
    private static final Instant SUBMITTED = Instant.parse("2025-05-20T08:12:04Z");
    private static final Instant CLAIMED = Instant.parse("2025-05-22T17:40:11Z");
    private static final Instant APPROVED = Instant.parse("2025-05-28T10:42:30Z");

    private static final FilterView NO_FILTER =
            new FilterView(
                    "",
                    "",
                    "",
                    "",
                    "",
                    List.of("CLAIMED", "NEVER_HEARD_OF"),
                    List.of(),
                    List.of(),
                    "/c",
                    "/j");

    private static final List<NamedPerson> MENONS =
            List.of(
                    new NamedPerson("ravi", List.of("Dr Ravi Menon", "Dr Ravi Menon-Brandt")),
                    new NamedPerson("uma", List.of("Uma Menon")));

    private AuditorSamples() {}

    static List<SamplePages.Page> all() {
        return List.of(
                page("timeline", "audit/timeline", timeline()),
                page("trails", "audit/articles", trails()),
                page("trail-search", "audit/search", found()),
                page("trail-search-by-name", "audit/search", named("menon", MENONS)),
                page("trail-search-nobody", "audit/search", named("nobody", List.of())),
                page("trail-search-refused", "audit/search", refused()),
                page("entry", "audit/entry", entry("", List.of())),
                page(
                        "entry-refused",
                        "audit/entry",
                        entry("  ", List.of(new FieldError("text", "must not be blank")))),
                page("checkpoints", "audit/checkpoints", checkpoints(null)),
                page("checkpoints-consistent", "audit/checkpoints", checkpoints("CONSISTENT")),
                page("checkpoints-forked", "audit/checkpoints", checkpoints("FORK")),
                page("round-path", "audit/round", round(diagram())),
                page("round-path-without-diagram", "audit/round", round(null)));
    }

    private static SamplePages.Page page(String name, String template, Object page) {
        return new SamplePages.Page(name, template, page, OTTO);
    }

    private static TimelineView timeline() {
        return new TimelineView(
                ID,
                QUESTION,
                "en",
                "Clinicians",
                "APPROVED",
                3,
                List.of(
                        new TimelineView.Round(1, 1, "CHANGES_REQUESTED"),
                        new TimelineView.Round(2, 3, "OPEN")),
                NO_FILTER,
                List.of(
                        day(
                                20,
                                shown(
                                        entry(
                                                1041, SUBMITTED, "edith", "EDITOR", "CREATED", null,
                                                "DRAFT", null)),
                                shown(
                                        entry(
                                                1044,
                                                SUBMITTED,
                                                "edith",
                                                "EDITOR",
                                                "SUBMITTED",
                                                "DRAFT",
                                                "SUBMITTED",
                                                "First submission."))),
                        day(
                                22,
                                shown(
                                        entry(
                                                1190,
                                                CLAIMED,
                                                "ravi",
                                                "REVIEWER",
                                                "CLAIMED",
                                                null,
                                                null,
                                                null)),
                                new Days.Item(
                                        List.of(
                                                entry(
                                                        1191,
                                                        CLAIMED,
                                                        "system",
                                                        null,
                                                        "REMINDED",
                                                        null,
                                                        null,
                                                        "1 of 2 reviews outstanding"),
                                                entry(
                                                        1192,
                                                        CLAIMED,
                                                        "system",
                                                        null,
                                                        "OVERDUE",
                                                        null,
                                                        null,
                                                        "1 of 2 reviews outstanding")),
                                        true)),
                        day(
                                28,
                                new Days.Item(
                                        List.of(
                                                entry(
                                                        1402, APPROVED, "system", null, "DECIDED",
                                                        null, null, null)),
                                        true),
                                shown(
                                        entry(
                                                1403,
                                                APPROVED,
                                                "system",
                                                null,
                                                "APPROVED",
                                                "UNDER_REVIEW",
                                                "APPROVED",
                                                null)),
                                shown(
                                        entry(
                                                1404,
                                                APPROVED,
                                                null,
                                                null,
                                                "NEVER_HEARD_OF",
                                                null,
                                                null,
                                                null)))),
                beside(),
                "/auditing/" + ID + "?cursor=x");
    }

    private static SearchView found() {
        return new SearchView(
                NO_FILTER,
                List.of(
                        new Days.Day(
                                LocalDate.of(2025, 5, 28),
                                List.of(
                                        new Days.Group(
                                                null,
                                                List.of(
                                                        shown(
                                                                new EntryView(
                                                                        1410,
                                                                        APPROVED,
                                                                        "otto",
                                                                        "AUDITOR",
                                                                        "READ",
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        "person=ravi; action=CLAIMED",
                                                                        null,
                                                                        Map.of(
                                                                                "name",
                                                                                "Dr Ravi Menon, MD"),
                                                                        CORRELATION,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        false)),
                                                        shown(
                                                                new EntryView(
                                                                        1409,
                                                                        APPROVED,
                                                                        "system",
                                                                        null,
                                                                        "ACCOUNT_CREATED",
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        "roles [EDITOR], specialties []",
                                                                        null,
                                                                        "emil",
                                                                        null,
                                                                        null,
                                                                        Map.of(
                                                                                "name",
                                                                                "Dr Ravi Menon, MD"),
                                                                        CORRELATION,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        true)),
                                                        shown(
                                                                new EntryView(
                                                                        1402,
                                                                        APPROVED,
                                                                        "ravi",
                                                                        "REVIEWER",
                                                                        "RECOMMENDED",
                                                                        null,
                                                                        null,
                                                                        3,
                                                                        2,
                                                                        HASH,
                                                                        "APPROVE",
                                                                        "Sound.",
                                                                        "oncology",
                                                                        null,
                                                                        signed(),
                                                                        Map.of(
                                                                                "session",
                                                                                CORRELATION
                                                                                        .toString()),
                                                                        CORRELATION,
                                                                        ID,
                                                                        QUESTION,
                                                                        "en",
                                                                        false))))))),
                BesideView.NOTHING,
                "/auditing?cursor=x");
    }

    private static EntrySignature signed() {
        return new EntrySignature(
                "Dr Ravi Menon, MD",
                "REVIEWER",
                "APPROVE",
                HASH,
                APPROVED,
                "Asia/Kolkata",
                "PASSWORD",
                "{\"actor\":\"ravi\",\"contentHash\":\"" + HASH + "\"}");
    }

    private static BesideView beside() {
        return new BesideView(
                1100,
                Map.of(
                        1041L,
                        new Mark(true, Place.COSIGNED, Disclosure.FITS, null),
                        1044L,
                        new Mark(false, Place.NOT_IN_TREE, Disclosure.DOES_NOT_FIT, null),
                        1190L,
                        new Mark(true, Place.PENDING, Disclosure.REDACTED, 1195L)),
                Set.of(1041L),
                Map.of(
                        1044L,
                        List.of(
                                new Annotation(
                                        1200,
                                        1044,
                                        APPROVED,
                                        "otto",
                                        "Asked the editor for the minutes of this day."),
                                new Annotation(1201, 1044, APPROVED, null, null))));
    }

    private static SingleEntryView entry(String typed, List<FieldError> errors) {
        return new SingleEntryView(
                1044,
                ID,
                List.of(
                        day(
                                20,
                                shown(
                                        entry(
                                                1044,
                                                SUBMITTED,
                                                "edith",
                                                "EDITOR",
                                                "SUBMITTED",
                                                "DRAFT",
                                                "SUBMITTED",
                                                "First submission.")))),
                beside(),
                2000,
                typed,
                errors);
    }

    private static CheckpointsView checkpoints(@Nullable String verdict) {
        return new CheckpointsView(
                List.of(
                        new CheckpointsView.Row(1410, APPROVED, List.of("witness.example")),
                        new CheckpointsView.Row(1402, null, List.of())),
                "/auditing/checkpoints?cursor=x",
                "1402",
                "1410",
                "",
                verdict == null
                        ? null
                        : new CheckpointsView.Compared(
                                verdict,
                                new CheckpointsView.Side(1402, HASH),
                                new CheckpointsView.Side(1410, HASH),
                                verdict.equals("CONSISTENT") ? "/auditing/checkpoints/p" : null,
                                verdict.equals("CONSISTENT")
                                        ? "java -jar verifier.jar verify consistency consistency-1402-1410.json"
                                        : null,
                                "java -jar verifier.jar verify --key 'k' audit-trail-*-all.zip checkpoint-1402 checkpoint-1410"),
                verdict == null
                        ? List.of(
                                new FieldError(
                                        "other", "No checkpoint of “7” entries was published."))
                        : List.of());
    }

    private static SearchView named(String person, List<NamedPerson> people) {
        return new SearchView(
                new FilterView(
                        "", person, "", "", "", List.of("CLAIMED"), List.of(), people, "/c", "/j"),
                List.of(),
                BesideView.NOTHING,
                null);
    }

    private static SearchView refused() {
        return new SearchView(
                new FilterView(
                        "cancer",
                        "ravi",
                        "CLAIMED",
                        "yesterday",
                        "",
                        List.of("CLAIMED"),
                        List.of(new FieldError("from", "Give the day as year-month-day.")),
                        List.of(),
                        null,
                        null),
                List.of(),
                BesideView.NOTHING,
                null);
    }

    private static ArticlesView trails() {
        return new ArticlesView(
                "",
                List.of(
                        new ArticlesView.Row(
                                ID, QUESTION, "en", "Clinicians", "APPROVED", 3, 41, APPROVED),
                        new ArticlesView.Row(
                                ID,
                                "What is the preferred opioid choice in patients with hepatic (liver) failure?",
                                "en",
                                "Clinicians",
                                "UNDER_REVIEW",
                                2,
                                17,
                                CLAIMED)),
                null);
    }

    private static RoundView round(RoundView.@Nullable Diagram diagram) {
        return new RoundView(ID, QUESTION, "en", 2, 2, 3, HASH, "OPEN", 1, 4, diagram);
    }

    private static RoundView.Diagram diagram() {
        return new RoundView.Diagram(
                HASH,
                "<svg class=\"process\" role=\"img\" aria-label=\"Diagram\" viewBox=\"0 0 9 9\"></svg>",
                List.of(
                        new RoundView.Step(
                                1, "submitted", "Submitted", "START", null, SUBMITTED, null, false),
                        new RoundView.Step(
                                2,
                                "deskResult",
                                "Complete?",
                                "EXCLUSIVE_GATEWAY",
                                "yes",
                                SUBMITTED,
                                null,
                                false),
                        new RoundView.Step(
                                3,
                                "review",
                                "Review",
                                "USER_TASK",
                                null,
                                SUBMITTED,
                                APPROVED,
                                true)),
                "submitted deskResult review",
                "review",
                List.of("reportOverdue"));
    }

    private static Days.Day day(int day, Days.Item... items) {
        return new Days.Day(LocalDate.of(2025, 5, day), List.of(new Days.Group(3, List.of(items))));
    }

    private static Days.Item shown(EntryView entry) {
        return new Days.Item(List.of(entry), false);
    }

    private static EntryView entry(
            long seq,
            Instant at,
            @Nullable String actor,
            @Nullable String role,
            String action,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason) {
        return new EntryView(
                seq,
                at,
                actor,
                role,
                action,
                from,
                to,
                3,
                1,
                HASH,
                null,
                reason,
                null,
                null,
                null,
                Map.of("name", "Dr Ravi Menon, MD"),
                CORRELATION,
                null,
                null,
                null,
                "system".equals(actor));
    }
}
