package org.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.util.ReflectionTestUtils.invokeMethod;
import static org.springframework.test.util.ReflectionTestUtils.setField;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Outcome;
import org.imprimatur.people.AccountId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The last guard before an approval, which believes nothing that stands before it. Whatever verdicts chance stored, as if
 * every earlier rule had failed (authors who sign, people who sign twice, other texts, missing specialties), it lets an
 * approval through exactly where a second, plainly written model does.
 */
@DisplayName("An approval")
class QuorumTests {

    private static final List<String> SPECIALTIES = List.of("oncology", "pharmacology");
    private static final String TEXT = "a".repeat(64);
    private static final String OTHER_TEXT = "b".repeat(64);

    /** What was stored, beside the product's own objects. */
    private record Vote(int person, String specialty, Recommendation says, boolean onThisText) {}

    private final List<AccountId> people =
            IntStream.range(0, 6).mapToObj(_ -> new AccountId(UUID.randomUUID())).toList();

    private List<SignedRecommendation> stored = List.of();
    private List<ReviewTask> tasks = List.of();

    @SuppressWarnings("NullAway") // what the guard does not ask
    private final ReviewSteps steps =
            new ReviewSteps(
                    repository(Rounds.class),
                    repository(Tasks.class),
                    repository(Recommendations.class),
                    repository(SignedDecisions.class),
                    null,
                    null,
                    null,
                    Clock.systemUTC());

    @Test
    void restsOnAQuorumOfDistinctPeople() {
        runs(1_000, 20_260_301);
    }

    @Test
    @Tag("full")
    void restsOnAQuorumOfDistinctPeopleInTenThousandRuns() {
        runs(10_000, System.nanoTime());
    }

    private void runs(int count, long seed) {
        var random = new Random(seed);
        var approvals = 0;
        var refusals = 0;
        for (var run = 0; run < count; run++) {
            var approved = run(random, "seed " + seed + ", run " + run);
            approvals += approved ? 1 : 0;
            refusals += approved ? 0 : 1;
        }
        System.out.printf(
                "%,d runs of the board: %,d approvals, %,d refusals (seed %d)%n",
                count, approvals, refusals, seed);
        assertThat(approvals).as("runs that say something").isGreaterThan(count / 50);
        assertThat(refusals).as("runs that say something").isGreaterThan(count / 50);
    }

    /** @return whether it was approved */
    private boolean run(Random random, String name) {
        var slots = new ArrayList<String>();
        for (var slot = 0; slot <= random.nextInt(3); slot++) {
            slots.add(SPECIALTIES.get(random.nextInt(2)));
        }
        var quorum = 1 + random.nextInt(slots.size());
        var authors = new HashSet<>(List.of(random.nextInt(6)));
        if (random.nextInt(4) == 0) {
            authors.add(random.nextInt(6));
        }
        var round = round(slots, quorum, authors);
        var votes = votes(random, slots, authors);
        store(round, votes);
        var chief = random.nextInt(6);
        var byRule = random.nextBoolean();
        var decision =
                byRule
                        ? SignedDecision.byRule(round, Outcome.APPROVE, Instant.EPOCH)
                        : SignedDecision.byChiefEditor(
                                round,
                                Outcome.APPROVE,
                                people.get(chief),
                                "As discussed",
                                new Signatures.Given(
                                        new Signature("C. W.", UUID.randomUUID(), null, null),
                                        Instant.EPOCH));

        var expected =
                byRule
                        ? modelByRule(votes, slots, authors)
                        : modelByChiefEditor(votes, quorum, authors, chief);
        var approved = isApproved(round, decision);
        assertThat(approved)
                .as("%s: %s, slots %s, quorum %d", name, votes, slots, quorum)
                .isEqualTo(expected);
        if (approved) {
            assertThat(votes.stream().map(Vote::person).distinct().count())
                    .as(name)
                    .isGreaterThanOrEqualTo(quorum);
        }
        return approved;
    }

    /** Mostly what the board could store, now and then what it never should. */
    private static List<Vote> votes(Random random, List<String> slots, HashSet<Integer> authors) {
        var reviewers =
                IntStream.range(0, 6)
                        .filter(person -> !authors.contains(person))
                        .boxed()
                        .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(reviewers, random);
        var votes = new ArrayList<Vote>();
        for (var slot = 0; slot < slots.size(); slot++) {
            if (random.nextInt(6) > 0) {
                votes.add(
                        new Vote(
                                random.nextInt(8) == 0 ? random.nextInt(6) : reviewers.get(slot),
                                random.nextInt(10) == 0 ? "oncology" : slots.get(slot),
                                random.nextInt(3) > 0
                                        ? Recommendation.APPROVE
                                        : Recommendation.values()[random.nextInt(3)],
                                random.nextInt(20) > 0));
            }
        }
        return votes;
    }

    private static boolean carriesWeight(List<Vote> votes, HashSet<Integer> authors) {
        var persons = new HashSet<Integer>();
        for (var vote : votes) {
            if (!vote.onThisText || authors.contains(vote.person) || !persons.add(vote.person)) {
                return false;
            }
        }
        return true;
    }

    private static boolean modelByRule(
            List<Vote> votes, List<String> slots, HashSet<Integer> authors) {
        var asked = new ArrayList<>(slots);
        votes.forEach(vote -> asked.remove(vote.specialty));
        return carriesWeight(votes, authors)
                && asked.isEmpty()
                && votes.stream().allMatch(vote -> vote.says == Recommendation.APPROVE);
    }

    private static boolean modelByChiefEditor(
            List<Vote> votes, int quorum, HashSet<Integer> authors, int chief) {
        var approving = 0;
        for (var vote : votes) {
            if (vote.says == Recommendation.REJECT || vote.person == chief) {
                return false;
            }
            approving += vote.says == Recommendation.APPROVE ? 1 : 0;
        }
        return carriesWeight(votes, authors)
                && !authors.contains(chief)
                && votes.size() >= quorum
                && approving > 0;
    }

    private boolean isApproved(ReviewRound round, SignedDecision decision) {
        try {
            invokeMethod(steps, "requireSupport", round, decision);
            return true;
        } catch (UnsupportedDecision refused) {
            return false;
        }
    }

    private ReviewRound round(List<String> slots, int quorum, HashSet<Integer> authors) {
        var round = new ReviewRound();
        setField(round, "id", RoundId.next());
        setField(round, "article", new ArticleId(UUID.randomUUID()));
        setField(round, "contentHash", TEXT);
        setField(round, "slots", String.join(",", slots));
        setField(round, "quorum", quorum);
        setField(
                round,
                "authors",
                authors.stream()
                        .map(author -> people.get(author).toString())
                        .collect(Collectors.joining(",")));
        return round;
    }

    private void store(ReviewRound round, List<Vote> votes) {
        tasks = new ArrayList<>();
        stored = new ArrayList<>();
        for (var vote : votes) {
            var task = new ReviewTask();
            setField(task, "id", TaskId.next());
            setField(task, "round", round.id());
            setField(task, "specialty", vote.specialty);
            tasks.add(task);
            var signed = new SignedRecommendation();
            setField(signed, "task", task.id());
            setField(signed, "round", round.id());
            setField(signed, "reviewer", people.get(vote.person));
            setField(signed, "recommendation", vote.says);
            setField(signed, "contentHash", vote.onThisText ? TEXT : OTHER_TEXT);
            stored.add(signed);
        }
    }

    private <T> T repository(Class<T> type) {
        InvocationHandler answers =
                (proxy, method, arguments) ->
                        method.isDefault()
                                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                                : type == Tasks.class
                                        ? tasks
                                        : type == Recommendations.class ? stored : Optional.empty();
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
