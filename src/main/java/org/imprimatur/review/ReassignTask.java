package org.imprimatur.review;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The chief editor moves a slot: to another reviewer, or back to all. A draft that was begun stays its writer's. */
@Service
@Retried
@Transactional
public class ReassignTask {

    private final LockedArticle locked;
    private final Tasks tasks;
    private final Rounds rounds;
    private final ClaimTask claims;
    private final ReviewProcess process;
    private final People people;
    private final Clock clock;

    ReassignTask(
            LockedArticle locked,
            Tasks tasks,
            Rounds rounds,
            ClaimTask claims,
            ReviewProcess process,
            People people,
            Clock clock) {
        this.locked = locked;
        this.tasks = tasks;
        this.rounds = rounds;
        this.claims = claims;
        this.process = process;
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param seen who held it when the chief editor decided to move it; {@code null} where nobody did
     * @param to who shall hold it; {@code null} gives it back to all who may claim it
     * @throws Refusal NOT_FOUND, NOT_ALLOWED, FOUR_EYES, WRONG_SPECIALTY, TASK_NOT_OPEN, INVALID_INPUT, or
     *     TASK_ALREADY_CLAIMED where somebody else than was seen holds it, or nobody does
     */
    public void reassign(
            TaskId id,
            Person chief,
            @Nullable AccountId seen,
            @Nullable AccountId to,
            String reason) {
        locked.of(id, chief);
        var task = tasks.findById(id).orElseThrow();
        var round = rounds.get(task.round());
        var slots = tasks.ofRound(round.id());
        if (!chief.is(Role.CHIEF_EDITOR)) {
            throw new Refusal(ProblemType.NOT_ALLOWED, Sentence.of("refusal.reassign.role"));
        }
        requireNothing(Candidates.barred(chief, round, slots));
        task.requireOpen();
        requireHeldBy(seen, task);
        if (Objects.equals(seen, to)) {
            throw new Refusal(ProblemType.INVALID_INPUT, Sentence.of("refusal.reassign.nothing"));
        }
        var next = to == null ? null : reader(to, chief, task, round, slots);
        var by = chief.as(Role.CHIEF_EDITOR);
        if (seen != null) {
            var former = people.known(List.of(seen)).values().iterator().next();
            task.release(by, former, round.ref(), reason, clock.instant());
        }
        if (next != null) {
            task.assign(by, next, round.ref(), reason, clock.instant());
        }
        tasks.save(task);
        if (seen != null) {
            process.release(task.engineStep());
        }
        if (next != null) {
            process.claim(round.id(), task.engineStep(), next.username());
        }
    }

    /** Read anew behind the lock: the page that was seen may be old. */
    private void requireHeldBy(@Nullable AccountId seen, ReviewTask task) {
        if (Objects.equals(task.holder(), seen)) {
            return;
        }
        throw task.holder() != null
                ? claims.alreadyClaimed(task)
                : new Refusal(
                        ProblemType.TASK_ALREADY_CLAIMED, Sentence.of("refusal.reassign.free"));
    }

    private Person reader(
            AccountId to,
            Person chief,
            ReviewTask task,
            ReviewRound round,
            Collection<ReviewTask> slots) {
        var reader =
                people.holdActive(to)
                        .filter(person -> person.is(Role.REVIEWER))
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                ProblemType.NOT_ALLOWED,
                                                Sentence.of("refusal.reassign.nobody")));
        if (!reader.hasSpecialty(task.specialty())) {
            throw new Refusal(
                    ProblemType.WRONG_SPECIALTY,
                    Sentence.of(
                            "refusal.reassign.specialty",
                            reader.name(),
                            Sentence.term(task.specialty())));
        }
        requireNothing(Candidates.against(reader, chief, round, slots));
        return reader;
    }

    private static void requireNothing(@Nullable Sentence against) {
        if (against != null) {
            throw new Refusal(ProblemType.FOUR_EYES, against);
        }
    }
}
