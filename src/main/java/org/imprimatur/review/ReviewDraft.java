package org.imprimatur.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer has typed about an article and not signed. Nobody but they read it.
 *
 * @param version counts the times it was saved; 0 before the first
 * @param revision of the text it was typed for
 * @param sections in the order of that text; those of an older text come last
 * @param savedAt null before the first time
 */
public record ReviewDraft(
        long version,
        int revision,
        @Nullable Recommendation recommendation,
        String comment,
        List<Section> sections,
        @Nullable Instant savedAt) {

    public ReviewDraft {
        sections = List.copyOf(sections);
    }

    /**
     * @param title as it was when the comment was typed, for when the section is gone
     * @param read a mark of the text that was read, so that it fades when the text changes; empty if it was not
     * @param kind null until it is chosen
     */
    public record Section(
            String anchor, String title, String read, @Nullable CommentKind kind, String comment) {

        public boolean says() {
            return !comment.isBlank();
        }
    }

    public static ReviewDraft empty(int revision) {
        return new ReviewDraft(0, revision, null, "", List.of(), null);
    }

    boolean saysTheSameAs(ReviewDraft other) {
        return recommendation == other.recommendation
                && comment.equals(other.comment)
                && sections.equals(other.sections);
    }
}
