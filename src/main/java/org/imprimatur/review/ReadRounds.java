package org.imprimatur.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rounds as they are read: behind the sign-in with names and comments, in public without. */
@Service
@Transactional(readOnly = true)
public class ReadRounds {

    private final Rounds rounds;
    private final Recommendations recommendations;
    private final SignedDecisions decisions;
    private final Articles articles;
    private final People people;
    private final JdbcClient jdbc;

    ReadRounds(
            Rounds rounds,
            Recommendations recommendations,
            SignedDecisions decisions,
            Articles articles,
            People people,
            JdbcClient jdbc) {
        this.rounds = rounds;
        this.recommendations = recommendations;
        this.decisions = decisions;
        this.articles = articles;
        this.people = people;
        this.jdbc = jdbc;
    }

    /**
     * One round with everything that was signed in it.
     *
     * @param outcome {@code null} while it is open
     * @param decidedBy {@code null} where a rule or the desk decided, or nothing is decided
     */
    public record Round(
            UUID id,
            int number,
            int revision,
            String contentHash,
            int policyVersion,
            int processVersion,
            int quorum,
            Instant openedAt,
            Instant dueAt,
            @Nullable Instant awaitsDecisionSince,
            @Nullable RoundOutcome outcome,
            @Nullable String reason,
            @Nullable Holder decidedBy,
            List<Slot> slots) {}

    /** A task of a round, with its verdict once it is signed. */
    public record Slot(
            TaskView task,
            boolean open,
            @Nullable Recommendation recommendation,
            @Nullable String comment,
            @Nullable Holder reviewer,
            @Nullable UUID reviewerId,
            @Nullable Instant signedAt) {}

    /** All rounds of an article, oldest first. */
    public List<Round> of(ArticleId article) {
        return describe(rounds.inOrder(article.value()));
    }

    public Optional<Round> newest(ArticleId article) {
        return rounds.newest(article).map(List::of).map(this::describe).map(List::getFirst);
    }

    /** An article whose newest round waits for the chief editor. */
    public record Open(Article article, Round round) {}

    /** The decisions that are open, oldest first. */
    public List<Open> awaitingDecision() {
        var waiting = rounds.awaitingDecision();
        var described = describe(waiting);
        var found = new ArrayList<Open>();
        for (var index = 0; index < waiting.size(); index++) {
            found.add(
                    new Open(
                            articles.findById(waiting.get(index).article()).orElseThrow(),
                            described.get(index)));
        }
        return found;
    }

    private List<Round> describe(List<ReviewRound> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        var ids = found.stream().map(ReviewRound::id).toList();
        var verdicts =
                recommendations.ofRounds(ids).stream()
                        .collect(
                                Collectors.toMap(
                                        verdict -> verdict.getId().value(), Function.identity()));
        var decided =
                decisions.ofRounds(ids).stream()
                        .collect(Collectors.toMap(SignedDecision::getId, Function.identity()));
        var named = new HashSet<AccountId>();
        verdicts.values().forEach(verdict -> named.add(verdict.reviewer()));
        decided.values().stream()
                .map(SignedDecision::decidedBy)
                .filter(java.util.Objects::nonNull)
                .forEach(named::add);
        var persons = people.known(named);
        var slots = slots(ids, verdicts, persons);
        return found.stream()
                .map(
                        round -> {
                            var decision = decided.get(round.id());
                            var reason =
                                    decision == null ? round.withdrawalReason() : decision.reason();
                            return new Round(
                                    round.id().value(),
                                    round.number(),
                                    round.revision(),
                                    round.contentHash().hex(),
                                    round.policyVersion(),
                                    round.processVersion(),
                                    round.quorum(),
                                    round.openedAt(),
                                    round.dueAt(),
                                    round.decisionSince(),
                                    round.outcome(),
                                    reason,
                                    decision == null ? null : holder(persons, decision.decidedBy()),
                                    slots.getOrDefault(round.id().value(), List.of()));
                        })
                .toList();
    }

    private Map<UUID, List<Slot>> slots(
            List<RoundId> ids,
            Map<UUID, SignedRecommendation> verdicts,
            Map<AccountId, Person> persons) {
        var byRound = new HashMap<UUID, List<Slot>>();
        jdbc.sql(
                        "SELECT "
                                + Queue.COLUMNS
                                + ", t.round_id, t.state"
                                + Queue.TABLES
                                + " WHERE t.round_id IN (:rounds) ORDER BY t.id")
                .param("rounds", ids.stream().map(RoundId::value).toList())
                .query(
                        row -> {
                            var task = Queue.task(row);
                            var verdict = verdicts.get(task.id());
                            var state = ReviewTask.State.valueOf(row.getString(13));
                            byRound.computeIfAbsent(
                                            row.getObject(12, UUID.class), _ -> new ArrayList<>())
                                    .add(
                                            new Slot(
                                                    task,
                                                    state == ReviewTask.State.OPEN
                                                            || state == ReviewTask.State.CLAIMED,
                                                    verdict == null
                                                            ? null
                                                            : verdict.recommendation(),
                                                    verdict == null ? null : verdict.comment(),
                                                    verdict == null
                                                            ? null
                                                            : holder(persons, verdict.reviewer()),
                                                    verdict == null
                                                            ? null
                                                            : verdict.reviewer().value(),
                                                    verdict == null ? null : verdict.signedAt()));
                        });
        return byRound;
    }

    private static @Nullable Holder holder(Map<AccountId, Person> persons, @Nullable AccountId id) {
        var person = id == null ? null : persons.get(id);
        return person == null ? null : new Holder(person.username(), person.name());
    }
}
