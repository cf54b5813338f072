package org.imprimatur.proposal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.article.ArticleId;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Actor;
import org.imprimatur.people.HeldWork;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an editor took and may not hold any more goes back to the inbox. */
@Component
@Order(HeldWork.LETTERS)
@Transactional(propagation = Propagation.MANDATORY)
class GiveBackLetters implements HeldWork {

    private static final String TAKEN =
            "SELECT id, article_id FROM proposal WHERE holder = :holder AND state = 'TAKEN' ORDER BY id FOR UPDATE";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    GiveBackLetters(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    private record Letter(ProposalId id, ArticleId article) {}

    @Override
    public Held lock(AccountId holder) {
        var locked = new HashSet<ProposalId>();
        takenBy(holder).forEach(letter -> locked.add(letter.id()));
        return (person, mayAct, by, _) -> {
            if (!mayAct || !person.is(Role.EDITOR)) {
                giveBack(locked, person, by);
            }
        };
    }

    private void giveBack(Set<ProposalId> locked, Person holder, Actor by) {
        for (var letter : takenBy(holder.id())) {
            if (!locked.contains(letter.id())) {
                throw new CannotAcquireLockException("Taken while the account was being locked");
            }
            jdbc.sql(
                            "UPDATE proposal SET state = 'OPEN', holder = NULL, held_since = NULL WHERE id = :id")
                    .param("id", letter.id().value())
                    .update();
            events.publishEvent(new ProposalEvent.GivenBack(letter.id(), letter.article(), by));
        }
    }

    private List<Letter> takenBy(AccountId holder) {
        return jdbc.sql(TAKEN)
                .param("holder", holder.value())
                .query(
                        (row, _) ->
                                new Letter(
                                        new ProposalId(row.getObject(1, UUID.class)),
                                        new ArticleId(row.getObject(2, UUID.class))))
                .list();
    }
}
