package org.imprimatur.audit;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.imprimatur.article.ArticleEvent;
import org.imprimatur.people.PeopleEvent;
import org.imprimatur.policy.PolicyEvent;
import org.imprimatur.process.ProcessEvent;
import org.imprimatur.proposal.ProposalEvent;
import org.imprimatur.review.ReviewEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes every event into the trail, in the transaction that made it happen. What cannot be recorded must not happen.
 *
 * <p>Listens synchronously and only collects; the entries are appended as the very last thing before the commit, so that
 * the head of the trail, which all transactions share, is locked for as short as can be. All events of one transaction
 * share a correlation id.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class TrailRecorder {

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Signer signer;
    private final Forgetting forgetting;

    TrailRecorder(
            EntityManager entities,
            JdbcTemplate jdbc,
            JsonMapper json,
            Signer signer,
            Forgetting forgetting) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.json = json;
        this.signer = signer;
        this.forgetting = forgetting;
    }

    @EventListener
    void on(ArticleEvent event) {
        collect(AuditEvents.of(event));
    }

    @EventListener
    void on(ReviewEvent event) {
        collect(AuditEvents.of(event));
    }

    @EventListener
    void on(ProposalEvent event) {
        collect(AuditEvents.of(event));
    }

    @EventListener
    void on(PolicyEvent event) {
        collect(AuditEvents.of(event));
    }

    @EventListener
    void on(ProcessEvent event) {
        collect(AuditEvents.of(event));
    }

    @EventListener
    void on(PeopleEvent event) {
        var pending = collect(AuditEvents.of(event));
        if (event instanceof PeopleEvent.Redacted redacted) {
            pending.redactions.add(redacted);
        }
    }

    @EventListener
    void on(LogEvent event) {
        collect(AuditEvents.of(event));
    }

    @EventListener
    void on(TrailEvent event) {
        collect(AuditEvents.of(event));
    }

    private Pending collect(AuditEvent event) {
        var pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        pending.leaves.add(Leaf.of(event, pending.correlation, json));
        return pending;
    }

    private final class Pending implements TransactionSynchronization, Ordered {

        private final UUID correlation = UUID.randomUUID();
        private final List<Leaf> leaves = new ArrayList<>();
        private final List<PeopleEvent.Redacted> redactions = new ArrayList<>();

        /** JPA's own flush comes after this, so it is asked for here: the head's lock is taken when all else is written. */
        @Override
        public void beforeCommit(boolean readOnly) {
            entities.flush();
            var named = redactions.stream().map(forgetting::named).toList();
            for (var leaf : leaves) {
                jdbc.update("CALL " + Trail.SCHEMA + ".append(?, ?)", leaf.event(), leaf.payload());
            }
            named.forEach(person -> person.forget(correlation));
        }

        /** A transaction inside this one has its own fate, and so its own entries. */
        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(TrailRecorder.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TrailRecorder.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(TrailRecorder.this);
            if (status == STATUS_COMMITTED) {
                signer.wake();
            }
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
