package org.imprimatur.review;

import org.imprimatur.api.Refusal;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.article.Visibility;
import org.imprimatur.people.Person;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How every command begins: the article's row is locked, then everything else is read anew. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LockedArticle {

    private final Articles articles;
    private final Tasks tasks;
    private final Rounds rounds;

    LockedArticle(Articles articles, Tasks tasks, Rounds rounds) {
        this.articles = articles;
        this.tasks = tasks;
        this.rounds = rounds;
    }

    /** @throws Refusal NOT_FOUND where the person may not see it */
    Article of(ArticleId id, Person person) {
        return articles.lock(id)
                .filter(article -> Visibility.maySee(person, article))
                .orElseThrow(Refusal::notFound);
    }

    /** @throws Refusal NOT_FOUND where the person may not see it */
    Article of(TaskId task, Person person) {
        return of(tasks.articleOf(task).map(ArticleId::new).orElseThrow(Refusal::notFound), person);
    }

    /**
     * What a command answers once everything has happened. Written before it is told, so that the article's entity tag
     * is from here on the one that the next reader gets.
     */
    Standing standing(Article article) {
        articles.flush();
        return new Standing(
                article.status(),
                rounds.newest(article.id()).map(ReviewRound::number).orElse(null));
    }
}
