package org.imprimatur.badge.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.article.web.TextView;
import org.jspecify.annotations.Nullable;

/**
 * {@code badge/article.html}: what the public is told about one article. Badge, banner and stepper are printed from the
 * same {@link Standing}, so that they cannot disagree.
 *
 * @param address absolute, as a printed page names it
 * @param language of the question and the text
 * @param revision shown, with the hash of its text
 * @param updatedAt when that revision was written
 * @param readAt now
 * @param text null where none may be shown: rejected or withdrawn, and never approved
 * @param audiences every audience of the same work, this one included; empty if it is the only one
 * @param related the questions that the text itself names
 * @param onTopic approved articles of the same topics
 */
public record ArticleView(
        String slug,
        String address,
        String question,
        String language,
        String audience,
        int revision,
        String contentHash,
        Instant updatedAt,
        Instant readAt,
        Standing standing,
        @Nullable TextView text,
        List<Audience> audiences,
        List<Related> related,
        List<Related> onTopic) {

    /** Only an approved text is offered to search engines. */
    public boolean indexed() {
        return standing.approval() != null;
    }

    public record Audience(String name, String slug, String status, boolean current) {}

    /**
     * @param slug null while nobody has handed in an article on it, as is the status
     */
    public record Related(
            String question, String language, @Nullable String slug, @Nullable String status) {}
}
