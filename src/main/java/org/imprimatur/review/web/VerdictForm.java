package org.imprimatur.review.web;

import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imprimatur.api.Prose;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.Section;
import org.imprimatur.desk.FieldError;
import org.imprimatur.review.CommentKind;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.ReviewDraft;
import org.imprimatur.review.SectionComment;
import org.imprimatur.review.SignRecommendation;
import org.jspecify.annotations.Nullable;

/**
 * A review as it was typed.
 *
 * @param contentHash of the text that the page showed
 * @param version of the draft that the page began from; text, so that nonsense is no reason to lose the rest
 */
record VerdictForm(
        @Nullable String recommendation,
        @Prose @Nullable String comment,
        @Nullable String contentHash,
        @Nullable String password,
        @Nullable String version,
        @Nullable String zone,
        @Nullable List<@Valid Typed> sections) {

    private static final Pattern SECTION = Pattern.compile("sections\\[(\\d{1,3})]\\.comment");

    /** @param read the mark of the text that was read; null if it was not */
    record Typed(
            @Nullable String anchor,
            @Nullable String title,
            @Nullable String read,
            @Nullable String kind,
            @Prose @Nullable String comment) {

        private ReviewDraft.Section kept() {
            return new ReviewDraft.Section(
                    text(anchor),
                    text(title),
                    text(read),
                    named(CommentKind.values(), kind),
                    text(comment));
        }
    }

    @Nullable Recommendation verdict() {
        return named(Recommendation.values(), recommendation);
    }

    String said() {
        return text(comment);
    }

    /** What is worth keeping of it. */
    ReviewDraft draft(int revision) {
        return new ReviewDraft(
                version != null && version.matches("\\d{1,18}") ? Long.parseLong(version) : 0,
                revision,
                verdict(),
                said(),
                Objects.requireNonNullElse(sections, List.<Typed>of()).stream()
                        .map(Typed::kept)
                        .filter(VerdictForm::isTyped)
                        .toList(),
                null);
    }

    private static boolean isTyped(ReviewDraft.Section section) {
        return section.says() || section.kind() != null || !section.read().isEmpty();
    }

    /** What it says about sections of this text, in their order; what belongs to sections long gone is left out. */
    static List<SectionComment> comments(ReviewDraft draft, ArticleSource source) {
        var typed =
                draft.sections().stream()
                        .collect(
                                Collectors.toMap(
                                        ReviewDraft.Section::anchor,
                                        Function.identity(),
                                        (first, _) -> first));
        var comments = new ArrayList<SectionComment>();
        for (var section : source.sections()) {
            var found = typed.get(section.anchor());
            if (found != null && found.kind() != null && found.says()) {
                comments.add(
                        new SectionComment(
                                section.anchor(),
                                section.kind(),
                                section.title(),
                                found.kind(),
                                found.comment().strip()));
            }
        }
        return comments;
    }

    /** Whether what was typed stands against signing; {@code null} recommendations are asked for elsewhere. */
    static boolean lacksReason(ReviewDraft draft, ArticleSource source) {
        return draft.recommendation() != null
                && SignRecommendation.lacksReason(
                        draft.recommendation(), draft.comment(), comments(draft, source));
    }

    static boolean contradicts(ReviewDraft draft, ArticleSource source) {
        return draft.recommendation() != null
                && SignRecommendation.contradicts(draft.recommendation(), comments(draft, source));
    }

    /** Somebody typed a comment and did not say what they ask for. */
    static boolean lacksKind(ReviewDraft draft) {
        return draft.sections().stream()
                .anyMatch(section -> section.says() && section.kind() == null);
    }

    /** Sections of this text at which somebody chose what they ask and did not say it. */
    static List<Section> lackingWords(ReviewDraft draft, ArticleSource source) {
        var silent =
                draft.sections().stream()
                        .filter(section -> section.kind() != null && !section.says())
                        .map(ReviewDraft.Section::anchor)
                        .collect(Collectors.toSet());
        return source.sections().stream()
                .filter(section -> silent.contains(section.anchor()))
                .toList();
    }

    /** The page's id of the field that a constraint found something wrong in. */
    FieldError atItsField(FieldError error) {
        var found = SECTION.matcher(error.field());
        if (!found.matches() || sections == null) {
            return error;
        }
        var typed = sections.get(Integer.parseInt(found.group(1)));
        return new FieldError("comment-" + text(typed.anchor()), error.message());
    }

    /** Browsers send line ends in two letters from a form and in one from a script. */
    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.replace("\r\n", "\n");
    }

    private static <E extends Enum<E>> @Nullable E named(E[] values, @Nullable String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
