package org.imprimatur.article;

import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.Actor;
import org.jspecify.annotations.Nullable;

/**
 * The board's outcome for exactly one text.
 *
 * <p>Only {@code review} makes one, from stored, signed verdicts and the policy of the round; a structure test holds
 * everybody else to that. Whoever carries it to the article can order steps, never vouch.
 *
 * @param round number of the round within the article
 * @param policyVersion of the policy that the round was opened under
 * @param processVersion of the diagram that the round runs on
 * @param by who decided; the system, where the rule did
 */
public record Decision(
        ArticleId article,
        int round,
        int revision,
        ContentHash contentHash,
        Outcome outcome,
        Actor by,
        @Nullable String reason,
        int policyVersion,
        int processVersion) {}
