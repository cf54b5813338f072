package org.imprimatur.badge.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.badge.PublicStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * {@code badge.json}: the public status of an article.
 *
 * @param reviewers who approved: names where they agreed, else such as {@code a board member (oncology)}
 * @param proof {@code none}, {@code pending} or {@code covered}
 * @param recordUrl absolute
 */
record BadgeBody(
        ArticleStatus status,
        int revision,
        String contentHash,
        @Nullable Instant approvedAt,
        List<String> reviewers,
        String proof,
        @Nullable Integer pendingRevision,
        String recordUrl) {

    static BadgeBody of(PublicStatus status, String recordUrl) {
        return new BadgeBody(
                status.status(),
                status.revision(),
                status.contentHash(),
                status.approvedAt(),
                status.reviewers().stream().map(Sentence::english).toList(),
                status.proof().name().toLowerCase(Locale.ROOT),
                status.pendingRevision(),
                recordUrl);
    }

    /** Absolute: under the public address, or else as the caller reached this server. */
    static String recordUrl(String slug) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/articles/{slug}/record")
                .build(slug)
                .toString();
    }
}
