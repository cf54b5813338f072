package org.imprimatur.article;

import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;

/** A step outside the safety relation of {@link ArticleStatus}. */
public class IllegalArticleTransition extends Refusal {

    public IllegalArticleTransition(ArticleStatus from, ArticleStatus to) {
        super(ProblemType.ILLEGAL_TRANSITION, sentence(from, to));
    }

    public IllegalArticleTransition(ArticleStatus from, ArticleStatus to, Sentence hint) {
        super(ProblemType.ILLEGAL_TRANSITION, sentence(from, to).then(hint));
    }

    private static Sentence sentence(ArticleStatus from, ArticleStatus to) {
        return Sentence.of("refusal.transition", word(from), word(to));
    }

    private static Sentence word(ArticleStatus status) {
        return Sentence.word("status." + status, status.name());
    }
}
