package org.imprimatur.review;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A reviewer takes a slot, or gives it back. One winner; whoever loses is told who was faster, and when. */
@Service
@Retried
@Transactional
public class ClaimTask {

    private final LockedArticle locked;
    private final Tasks tasks;
    private final Rounds rounds;
    private final ReviewProcess process;
    private final People people;
    private final Clock clock;

    ClaimTask(
            LockedArticle locked,
            Tasks tasks,
            Rounds rounds,
            ReviewProcess process,
            People people,
            Clock clock) {
        this.locked = locked;
        this.tasks = tasks;
        this.rounds = rounds;
        this.process = process;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Does nothing where the person holds the task already.
     *
     * @throws Refusal FOUR_EYES, NOT_ALLOWED, WRONG_SPECIALTY, TASK_NOT_OPEN, TASK_ALREADY_CLAIMED, ONE_SLOT_PER_ROUND
     */
    public void claim(TaskId id, Person person) {
        locked.of(id, person);
        var task = tasks.findById(id).orElseThrow();
        var round = rounds.get(task.round());
        FourEyes.requireIndependent(person, round);
        requireReviewer(person);
        requireSpecialty(person, task);
        task.requireOpen();
        if (task.isHeldBy(person)) {
            return;
        }
        if (task.holder() != null) {
            throw alreadyClaimed(task);
        }
        if (tasks.ofRound(round.id()).stream().anyMatch(other -> other.isHeldBy(person))) {
            throw new Refusal(ProblemType.ONE_SLOT_PER_ROUND, Sentence.of("refusal.another-slot"));
        }
        requireStillReviewing(person, task);
        task.claim(person, round.ref(), clock.instant());
        tasks.save(task);
        process.claim(round.id(), task.engineStep(), person.username());
    }

    /** @throws Refusal TASK_NOT_OPEN, TASK_ALREADY_CLAIMED by somebody else, NOT_ALLOWED where nobody holds it */
    public void release(TaskId id, Person person, String reason) {
        locked.of(id, person);
        var task = held(id, person);
        task.release(
                person.as(Role.REVIEWER),
                person,
                rounds.get(task.round()).ref(),
                reason,
                clock.instant());
        tasks.save(task);
        process.release(task.engineStep());
    }

    /** The open task that this person holds. The article's row is locked. */
    ReviewTask held(TaskId id, Person person) {
        requireReviewer(person);
        var task = tasks.findById(id).orElseThrow();
        requireSpecialty(person, task);
        task.requireOpen();
        if (task.isHeldBy(person)) {
            return task;
        }
        throw task.holder() != null
                ? alreadyClaimed(task)
                : Refusal.notAllowed(Sentence.of("refusal.unclaimed"));
    }

    /** The task that this person has signed, in a round that is not over. The article's row is locked. */
    ReviewTask signed(TaskId id, Person person, ReviewRound round) {
        requireReviewer(person);
        var task = tasks.findById(id).orElseThrow();
        requireSpecialty(person, task);
        if (!task.isHeldBy(person)) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-yours"));
        }
        if (!task.isSigned()) {
            throw new Refusal(ProblemType.TASK_NOT_OPEN, Sentence.of("refusal.nothing-to-correct"));
        }
        if (round.outcome() != null) {
            throw new Refusal(ProblemType.TASK_NOT_OPEN, Sentence.of("refusal.round-over"));
        }
        requireStillReviewing(person, task);
        return task;
    }

    private static void requireReviewer(Person person) {
        if (!person.is(Role.REVIEWER)) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-a-reviewer"));
        }
    }

    /** Asked again at the signature: a specialty can be taken away in between. */
    private static void requireSpecialty(Person person, ReviewTask task) {
        if (!person.hasSpecialty(task.specialty())) {
            throw new Refusal(
                    ProblemType.WRONG_SPECIALTY,
                    Sentence.of("refusal.specialty", Sentence.term(task.specialty())));
        }
    }

    /** An account that is disabled at this moment, or loses a role, either has the claim taken back or does not get it. */
    private void requireStillReviewing(Person person, ReviewTask task) {
        var now = people.holdActive(person.id()).orElse(null);
        if (now == null) {
            throw Refusal.notAllowed(Sentence.of("refusal.account"));
        }
        requireReviewer(now);
        requireSpecialty(now, task);
    }

    Refusal alreadyClaimed(ReviewTask task) {
        AccountId holder = Objects.requireNonNull(task.holder());
        var faster = people.known(List.of(holder)).values().iterator().next();
        return new Refusal(
                ProblemType.TASK_ALREADY_CLAIMED,
                Sentence.of("refusal.claimed", faster.name()),
                Map.of(
                        "holder",
                        new Holder(faster.username(), faster.name()),
                        "since",
                        Objects.requireNonNull(task.heldSince())));
    }
}
