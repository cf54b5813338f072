package org.imprimatur.article;

import java.time.Clock;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.article.transitions.ChangeArticleStatus;
import org.imprimatur.people.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(propagation = Propagation.MANDATORY)
class ArticleTransitions implements ChangeArticleStatus {

    private final Articles articles;
    private final Revisions revisions;
    private final Approvals approvals;
    private final Clock clock;

    ArticleTransitions(Articles articles, Revisions revisions, Approvals approvals, Clock clock) {
        this.articles = articles;
        this.revisions = revisions;
        this.approvals = approvals;
        this.clock = clock;
    }

    @Override
    public void submit(ArticleId id, Actor by, String changeNote) {
        articles.change(
                id,
                article -> {
                    var revision = revisions.get(id, article.newestRevision());
                    revision.handedIn(clock.instant());
                    article.submit(revision.contentHash(), by, changeNote, clock.instant());
                });
    }

    @Override
    public void beginReview(ArticleId id, Actor by) {
        articles.change(
                id,
                article -> {
                    if (article.status() == ArticleStatus.SUBMITTED) {
                        article.beginReview(newestHash(article), by, clock.instant());
                    }
                });
    }

    @Override
    public void conclude(Decision decision) {
        articles.change(decision.article(), article -> article.conclude(decision, clock.instant()));
        if (decision.outcome() == Outcome.APPROVE) {
            approvals
                    .inForce(decision.article())
                    .ifPresent(
                            former -> {
                                former.supersede(clock.instant());
                                approvals.save(former);
                            });
            approvals.save(new Approval(decision, clock.instant()));
        }
    }

    @Override
    public void withdraw(ArticleId id, Actor by, String reason) {
        articles.change(
                id, article -> article.withdraw(newestHash(article), by, reason, clock.instant()));
    }

    private ContentHash newestHash(Article article) {
        return new ContentHash(revisions.hash(article.id().value(), article.newestRevision()));
    }
}
