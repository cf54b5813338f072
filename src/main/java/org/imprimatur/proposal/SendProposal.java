package org.imprimatur.proposal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.Approval;
import org.imprimatur.article.Approvals;
import org.imprimatur.article.Article;
import org.imprimatur.article.Articles;
import org.imprimatur.article.Revisions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A reader asks for something, or says what is wrong. */
@Service
@Transactional
public class SendProposal {

    private final Articles articles;
    private final Approvals approvals;
    private final Revisions revisions;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SendProposal(
            Articles articles,
            Approvals approvals,
            Revisions revisions,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.articles = articles;
        this.approvals = approvals;
        this.revisions = revisions;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The article as its public page shows it.
     *
     * @throws Refusal NOT_FOUND while the article was never submitted
     */
    @Transactional(readOnly = true)
    public Proposal.Asked about(String slug) {
        var article =
                articles.findBySlug(slug)
                        .filter(Article::wasSubmitted)
                        .orElseThrow(Refusal::notFound);
        var shown =
                approvals
                        .inForce(article.id())
                        .map(Approval::revision)
                        .orElseGet(() -> Objects.requireNonNull(article.submittedRevision()));
        return new Proposal.Asked(
                article.id(), slug, revisions.get(article.id(), shown).question(), shown);
    }

    /** @throws Refusal NOT_FOUND while the article was never submitted */
    public ProposalId send(
            String slug, Proposal.Kind kind, @Nullable String section, String words) {
        var article = about(slug);
        var id = ProposalId.next();
        jdbc.sql(
                        "INSERT INTO proposal (id, article_id, revision, kind, section, words, received_at, state)"
                                + " VALUES (:id, :article, :revision, :kind, :section, :words, :now, 'OPEN')")
                .param("id", id.value())
                .param("article", article.id().value())
                .param("revision", article.revision())
                .param("kind", kind.name())
                .param("section", section)
                .param("words", words)
                .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        events.publishEvent(
                new ProposalEvent.Received(
                        id, article.id(), article.revision(), kind, section, words));
        return id;
    }
}
