package org.imprimatur;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.SamplePages.Page;
import org.imprimatur.article.diff.Change;
import org.imprimatur.article.diff.Piece;
import org.imprimatur.article.diff.SectionDiff.Block;
import org.imprimatur.article.diff.SectionDiff.Shape;
import org.imprimatur.article.diff.SourceLine;
import org.imprimatur.desk.FieldError;
import org.imprimatur.review.web.DiffView;
import org.imprimatur.review.web.QueueView;
import org.imprimatur.review.web.ReviewView;
import org.imprimatur.review.web.SignatureView;
import org.imprimatur.review.web.SignsView;
import org.jspecify.annotations.Nullable;

/** The reviewer's pages in every state worth looking at. */
final class ReviewerSamples {

    private static final Instant SAVED = Instant.parse("2025-05-28T10:42:11Z");
    private static final String CHANGE =
            "Table of trial H0648g now carries the label’s numbers; surgery of the primary corrected after EA2108.";

    private static final List<SourceLine> LINES =
            List.of(
                    new SourceLine(Piece.Kind.OLD, 41, "Median survival was 20.3 months [3]. "),
                    new SourceLine(Piece.Kind.NEW, 42, "Median survival was 20.3 months [3]."));

    private ReviewerSamples() {}

    static List<Page> all() {
        return List.of(
                review("review", untouched(), List.of(), "recommendation", "password"),
                review("review-typed", typed(null), List.of(), "recommendation", "password"),
                review(
                        "review-other-window",
                        typed(other()),
                        List.of(
                                new FieldError(
                                        "other-window",
                                        "Another window saved a different draft of this review.")),
                        "recommendation",
                        "password"),
                review(
                        "review-refused",
                        untouched(),
                        List.of(
                                new FieldError("comment", "Say what has to change."),
                                new FieldError("password", "This is not your password.")),
                        "comment",
                        "password"),
                diff("side"),
                diff("unified"),
                diffOfForm(),
                new Page(
                        "review-signed",
                        "review/review",
                        view(
                                parts(true),
                                untouched(),
                                List.of(),
                                List.of(),
                                new ReviewView.Signed(
                                        "REQUEST_CHANGES",
                                        "Survival after local therapy is stated as EA2108 found it.",
                                        signature("REQUEST_CHANGES"),
                                        List.of(signature("APPROVE")),
                                        true),
                                null),
                        SamplePages.RAVI),
                new Page(
                        "review-correcting",
                        "review/review",
                        view(
                                parts(true),
                                untouched(),
                                List.of(new FieldError("password", "This is not your password.")),
                                List.of(new ReviewView.Requirement("password", false)),
                                null,
                                signature("APPROVE")),
                        SamplePages.RAVI));
    }

    private static SignatureView signature(String meaning) {
        return SamplePages.signature(
                "Ravi Menon, MD", "REVIEWER", meaning, "Agrees with the guideline.");
    }

    private static Page diff(String view) {
        var changed =
                new Block(
                        Shape.PARAGRAPH,
                        Change.CHANGED,
                        List.of(
                                List.of(
                                        new Piece(Piece.Kind.SAME, "Median survival was "),
                                        new Piece(Piece.Kind.OLD, "20.3 months"),
                                        new Piece(Piece.Kind.NEW, "25.1 months"),
                                        new Piece(Piece.Kind.SAME, " [3]."))));
        var row =
                new Block(
                        Shape.ROW,
                        Change.CHANGED,
                        List.of(
                                List.of(new Piece(Piece.Kind.SAME, "Response, %")),
                                List.of(
                                        new Piece(Piece.Kind.OLD, "20"),
                                        new Piece(Piece.Kind.NEW, "15"))));
        return new Page(
                "diff-" + view,
                "review/diff",
                new DiffView(
                        SamplePages.ID,
                        SamplePages.QUESTION,
                        "en",
                        2,
                        3,
                        view,
                        2,
                        List.of(1, 2, 3),
                        false,
                        1,
                        List.of(
                                new DiffView.Part(
                                        "about-this-text", null, "", "SAME", 0, false, List.of()),
                                new DiffView.Part(
                                        "drug-label-trial-h0648g",
                                        "DRUG_LABEL",
                                        "Trial H0648g",
                                        "CHANGED",
                                        3,
                                        true,
                                        List.of(
                                                new DiffView.Group(false, List.of(changed)),
                                                new DiffView.Group(true, List.of(row))))),
                        LINES),
                SamplePages.RAVI);
    }

    private static Page diffOfForm() {
        return new Page(
                "diff-form",
                "review/diff",
                new DiffView(
                        SamplePages.ID,
                        SamplePages.QUESTION,
                        "en",
                        2,
                        3,
                        "side",
                        2,
                        List.of(1, 2, 3),
                        false,
                        0,
                        List.of(
                                new DiffView.Part(
                                        "about-this-text",
                                        null,
                                        "",
                                        "SAME",
                                        0,
                                        false,
                                        List.of(
                                                new DiffView.Group(
                                                        true,
                                                        List.of(
                                                                new Block(
                                                                        Shape.ROW,
                                                                        Change.SAME,
                                                                        List.of(
                                                                                List.of(
                                                                                        new Piece(
                                                                                                Piece
                                                                                                        .Kind
                                                                                                        .SAME,
                                                                                                "origin")),
                                                                                List.of(
                                                                                        new Piece(
                                                                                                Piece
                                                                                                        .Kind
                                                                                                        .SAME,
                                                                                                "human"))))))))),
                        LINES),
                SamplePages.RAVI);
    }

    private static Page review(
            String name, ReviewView.Draft draft, List<FieldError> errors, String... unmet) {
        return new Page(
                name,
                "review/review",
                view(
                        parts(draft.savedAt() != null),
                        draft,
                        errors,
                        List.of(
                                        "recommendation",
                                        "comment",
                                        "contradiction",
                                        "kind",
                                        "words",
                                        "password")
                                .stream()
                                .map(
                                        code ->
                                                new ReviewView.Requirement(
                                                        code, !List.of(unmet).contains(code)))
                                .toList(),
                        null,
                        null),
                SamplePages.RAVI);
    }

    private static ReviewView view(
            List<ReviewView.Part> parts,
            ReviewView.Draft draft,
            List<FieldError> errors,
            List<ReviewView.Requirement> unmet,
            ReviewView.@Nullable Signed signed,
            @Nullable SignatureView correcting) {
        return new ReviewView(
                "t2",
                "ravi",
                SamplePages.ID,
                SamplePages.QUESTION,
                "Clinicians",
                "oncology",
                "HIGH",
                2,
                3,
                2,
                SamplePages.HASH,
                CHANGE,
                signed == null ? new QueueView.Due(SamplePages.APPROVED, "in 2 days", false) : null,
                SamplePages.text(),
                new SignsView(
                        "Dr. Ravi Menon",
                        "REVIEWER",
                        SamplePages.QUESTION,
                        "en",
                        "Clinicians",
                        2,
                        3,
                        SamplePages.HASH),
                parts,
                draft,
                unmet,
                null,
                signed == null ? "localhost" : null,
                errors.isEmpty() ? null : "REQUEST_CHANGES",
                "",
                "",
                errors,
                signed,
                correcting);
    }

    private static ReviewView.Draft untouched() {
        return new ReviewView.Draft(0, null, null, false, List.of(), null);
    }

    private static ReviewView.Draft typed(ReviewView.@Nullable Other other) {
        return new ReviewView.Draft(
                4,
                SAVED,
                2,
                other == null,
                List.of(
                        new ReviewView.Comment(
                                "research-cleopatra",
                                "CLEOPATRA",
                                "SHOULD_FIX",
                                "State the median follow-up beside the hazard ratio.")),
                other);
    }

    private static ReviewView.Other other() {
        return new ReviewView.Other(
                SAVED,
                "APPROVE",
                "Sound overall.",
                List.of(
                        new ReviewView.Comment(
                                "summary-in-brief", "In brief", "QUESTION", "Which guideline?")));
    }

    private static List<ReviewView.Part> parts(boolean touched) {
        var parts = new ArrayList<ReviewView.Part>();
        for (var section : SamplePages.text().sections()) {
            var commented = touched && section.kind().equals("DRUG_LABEL");
            parts.add(
                    new ReviewView.Part(
                            section,
                            "9f2c4d1be07a3856",
                            touched && section.kind().equals("GUIDELINE"),
                            commented ? "MUST_FIX" : null,
                            commented ? "Response rate: 38 against 15 %, not 20 %." : ""));
        }
        return parts;
    }
}
