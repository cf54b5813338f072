package org.imprimatur.review;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who could hold a slot that the chief editor gives away, and what stands against the others. */
@Service
@Transactional(readOnly = true)
public class Candidates {

    private final Tasks tasks;
    private final Rounds rounds;
    private final People people;

    Candidates(Tasks tasks, Rounds rounds, People people) {
        this.tasks = tasks;
        this.rounds = rounds;
        this.people = people;
    }

    /**
     * @param holder {@code null} while nobody holds it
     * @param open a claim of it can still be moved
     * @param barred why this chief editor cannot move it, or {@code null}
     * @param all reviewers of the specialty but the holder, by name
     */
    public record Slot(
            @Nullable Person holder,
            boolean open,
            @Nullable Sentence barred,
            List<Candidate> all) {}

    /** @param against {@code null} where nothing stands against them */
    public record Candidate(Person person, @Nullable Sentence against) {}

    /** @throws Refusal NOT_FOUND */
    public Slot of(TaskId id, Person chief) {
        var task = tasks.findById(id).orElseThrow(Refusal::notFound);
        var round = rounds.get(task.round());
        var slots = tasks.ofRound(round.id());
        var holder = task.holder();
        var candidates =
                people.reviewers().stream()
                        .filter(reviewer -> reviewer.hasSpecialty(task.specialty()))
                        .filter(reviewer -> !task.isHeldBy(reviewer))
                        .map(
                                reviewer ->
                                        new Candidate(
                                                reviewer, against(reviewer, chief, round, slots)))
                        .sorted(Comparator.comparing(candidate -> candidate.person().name()))
                        .toList();
        return new Slot(
                holder == null ? null : people.known(List.of(holder)).get(holder),
                task.isOpen(),
                barred(chief, round, slots),
                candidates);
    }

    /** Four eyes for whoever chooses a reader: their own text, and a round in which they read themselves, are others' to deal out. */
    static @Nullable Sentence barred(
            Person chief, ReviewRound round, Collection<ReviewTask> slots) {
        if (FourEyes.wrote(chief, round)) {
            return Sentence.of("refusal.reassign.own");
        }
        return slots.stream().anyMatch(slot -> slot.isHeldBy(chief))
                ? Sentence.of("refusal.reassign.reviewer")
                : null;
    }

    /** What keeps a reviewer of the right specialty from a slot of this round. */
    static @Nullable Sentence against(
            Person reviewer, Person chief, ReviewRound round, Collection<ReviewTask> slots) {
        if (FourEyes.wrote(reviewer, round)) {
            return Sentence.of("refusal.reassign.wrote", reviewer.name());
        }
        if (slots.stream().anyMatch(slot -> slot.isHeldBy(reviewer))) {
            return Sentence.of("refusal.reassign.slot", reviewer.name());
        }
        return Objects.equals(reviewer.id(), chief.id())
                ? Sentence.of("refusal.reassign.self")
                : null;
    }
}
