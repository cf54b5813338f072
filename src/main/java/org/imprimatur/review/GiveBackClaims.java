package org.imprimatur.review;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Actor;
import org.imprimatur.people.HeldWork;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.springframework.core.annotation.Order;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The claims of a reviewer who may not hold them any more go back to all. */
@Component
@Order(HeldWork.TASKS)
@Transactional(propagation = Propagation.MANDATORY)
class GiveBackClaims implements HeldWork {

    private final Articles articles;
    private final Tasks tasks;
    private final Rounds rounds;
    private final ReviewProcess process;
    private final Clock clock;

    GiveBackClaims(
            Articles articles, Tasks tasks, Rounds rounds, ReviewProcess process, Clock clock) {
        this.articles = articles;
        this.tasks = tasks;
        this.rounds = rounds;
        this.process = process;
        this.clock = clock;
    }

    @Override
    public Held lock(AccountId holder) {
        var locked = new HashSet<UUID>();
        for (var article : tasks.articlesHeldBy(holder.value())) {
            articles.lock(new ArticleId(article));
            locked.add(article);
        }
        return (person, mayAct, by, reason) -> giveBack(locked, person, mayAct, by, reason);
    }

    private void giveBack(
            Set<UUID> locked, Person holder, boolean mayAct, Actor by, Sentence reason) {
        for (var task : tasks.heldBy(holder.id().value())) {
            if (mayAct && holder.is(Role.REVIEWER) && holder.hasSpecialty(task.specialty())) {
                continue;
            }
            if (!locked.contains(task.article().value())) {
                throw new CannotAcquireLockException("Claimed while the account was being locked");
            }
            task.release(
                    by, holder, rounds.get(task.round()).ref(), reason.english(), clock.instant());
            tasks.save(task);
            process.release(task.engineStep());
        }
    }
}
