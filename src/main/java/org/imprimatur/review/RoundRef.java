package org.imprimatur.review;

import org.imprimatur.article.ArticleId;
import org.imprimatur.article.source.ContentHash;

/** What every event of a round says about it. */
public record RoundRef(
        ArticleId article,
        int number,
        int revision,
        ContentHash contentHash,
        int policyVersion,
        int processVersion) {}
