package org.imprimatur.article;

import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;

/** A step outside the safety relation of {@link ArticleStatus}. */
public class IllegalArticleTransition extends Refusal {

    public IllegalArticleTransition(ArticleStatus from, ArticleStatus to) {
        this(from, to, "");
    }

    public IllegalArticleTransition(ArticleStatus from, ArticleStatus to, String hint) {
        super(
                ProblemType.ILLEGAL_TRANSITION,
                ("The article is " + from + " and cannot become " + to + ". " + hint).strip());
    }
}
