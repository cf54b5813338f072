package org.imprimatur.badge.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.article.web.TextView;
import org.jspecify.annotations.Nullable;

/**
 * {@code badge/article.html}: what the public is told about one article. Badge, banner and stepper are printed from the
 * same {@link Standing}, so that they cannot disagree.
 *
 * @param revision shown, with the hash of its text
 * @param updatedAt when that revision was written
 * @param text null where none may be shown: rejected or withdrawn, and never approved
 * @param audiences every audience of the same work, this one included; empty if it is the only one
 * @param policyUrl null while there is no such page
 */
public record ArticleView(
        String slug,
        String question,
        String audience,
        int revision,
        String contentHash,
        Instant updatedAt,
        Standing standing,
        @Nullable TextView text,
        List<Audience> audiences,
        List<String> related,
        @Nullable String policyUrl) {

    /** Only an approved text is offered to search engines. */
    public boolean indexed() {
        return standing.approval() != null;
    }

    public record Audience(String name, String slug, String status, boolean current) {}
}
