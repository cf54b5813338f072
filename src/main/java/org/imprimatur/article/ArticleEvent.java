package org.imprimatur.article;

import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.Actor;
import org.jspecify.annotations.Nullable;

/** What happened to an article: each a fact of the past that the trail keeps. */
public sealed interface ArticleEvent {

    ArticleId article();

    Actor by();

    int revision();

    ContentHash contentHash();

    /** A first revision was written. */
    record Created(ArticleId article, Actor by, int revision, ContentHash contentHash)
            implements ArticleEvent {}

    /** A newer revision was written; {@code from} differs from {@code to} where an approved article became a draft again. */
    record Revised(
            ArticleId article,
            Actor by,
            int revision,
            ContentHash contentHash,
            ArticleStatus from,
            ArticleStatus to,
            @Nullable String changeNote)
            implements ArticleEvent {}

    /** A revision was handed in. */
    record Submitted(
            ArticleId article,
            Actor by,
            int revision,
            ContentHash contentHash,
            ArticleStatus from,
            String changeNote)
            implements ArticleEvent {}

    /** The first reviewer claimed a slot. */
    record ReviewBegun(ArticleId article, Actor by, int revision, ContentHash contentHash)
            implements ArticleEvent {}

    /** The board's decision became the article's status. */
    record Decided(Decision decision, ArticleStatus from) implements ArticleEvent {

        @Override
        public ArticleId article() {
            return decision.article();
        }

        @Override
        public Actor by() {
            return decision.by();
        }

        @Override
        public int revision() {
            return decision.revision();
        }

        @Override
        public ContentHash contentHash() {
            return decision.contentHash();
        }
    }

    /** The editor took the submission back. */
    record Withdrawn(
            ArticleId article,
            Actor by,
            int revision,
            ContentHash contentHash,
            ArticleStatus from,
            String reason)
            implements ArticleEvent {}

    /** A rejected article may be worked on again. */
    record Reopened(
            ArticleId article, Actor by, int revision, ContentHash contentHash, String reason)
            implements ArticleEvent {}
}
