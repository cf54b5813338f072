package org.imprimatur.review;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.article.Visibility;
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
    private final Tasks tasks;
    private final Recommendations recommendations;
    private final SignedDecisions decisions;
    private final Articles articles;
    private final People people;
    private final JdbcClient jdbc;

    ReadRounds(
            Rounds rounds,
            Tasks tasks,
            Recommendations recommendations,
            SignedDecisions decisions,
            Articles articles,
            People people,
            JdbcClient jdbc) {
        this.rounds = rounds;
        this.tasks = tasks;
        this.recommendations = recommendations;
        this.decisions = decisions;
        this.articles = articles;
        this.people = people;
        this.jdbc = jdbc;
    }

    /**
     * One round with everything that was signed in it.
     *
     * @param changeNote what the editor told the reviewers
     * @param outcome {@code null} while it is open, as is {@code closedAt}
     * @param withdrawnBy {@code null} unless the submission was taken back
     * @param decidedBy {@code null} where a rule or the desk decided, or nothing is decided; as is {@code decision}
     */
    public record Round(
            UUID id,
            int number,
            int revision,
            String contentHash,
            int policyVersion,
            int processVersion,
            int quorum,
            String changeNote,
            Instant openedAt,
            Instant dueAt,
            @Nullable Instant awaitsDecisionSince,
            @Nullable RoundOutcome outcome,
            @Nullable Instant closedAt,
            @Nullable AccountId withdrawnBy,
            @Nullable String reason,
            @Nullable Holder decidedBy,
            @Nullable Signed decision,
            List<Slot> slots) {

        public List<Recommendation> verdicts() {
            return slots.stream().map(Slot::recommendation).filter(Objects::nonNull).toList();
        }

        /** When the first of those who hold or held on to a slot claimed it; empty while nobody does. */
        public Optional<Instant> firstClaim() {
            return slots.stream()
                    .map(Slot::heldSince)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder());
        }

        /** The desk check sent it back, so that no task was ever opened. */
        public boolean endedAtTheDesk() {
            return outcome == RoundOutcome.CHANGES_REQUESTED && slots.isEmpty();
        }
    }

    /**
     * A task of a round, with its verdict once it is signed.
     *
     * @param comment all that the verdict says as one text, on the whole and on single sections
     * @param signedAs the reviewer's name and credentials as they stood at the signature
     * @param overall the comment on the whole alone
     * @param holderId whoever claimed it last and has not given it back; also after the signature
     * @param signed the signature that counts, and {@code earlier} those whose place it took, oldest first
     */
    public record Slot(
            TaskView task,
            boolean open,
            @Nullable AccountId holderId,
            @Nullable Instant heldSince,
            @Nullable Recommendation recommendation,
            @Nullable String signedAs,
            @Nullable String comment,
            @Nullable String overall,
            List<SectionComment> sections,
            @Nullable Holder reviewer,
            @Nullable Instant signedAt,
            @Nullable Signed signed,
            List<Signed> earlier) {}

    /** All rounds of an article, oldest first. */
    public List<Round> of(ArticleId article) {
        return describe(rounds.inOrder(article.value()));
    }

    public Optional<Round> newest(ArticleId article) {
        return rounds.newest(article).map(List::of).map(this::describe).map(List::getFirst);
    }

    /**
     * What became of an article in a round.
     *
     * @param outcome null: it was handed in
     */
    public record Change(
            UUID article,
            int round,
            int revision,
            String contentHash,
            @Nullable RoundOutcome outcome,
            Instant at) {}

    /** What was handed in and what became of it, newest first; a newer revision during a review is told once. */
    public List<Change> latestChanges(int limit) {
        return jdbc.sql(
                        """
                        (SELECT article_id, number, revision, content_hash, NULL AS outcome, opened_at AS at
                            FROM review_round ORDER BY opened_at DESC LIMIT :limit)
                        UNION ALL
                        (SELECT article_id, number, revision, content_hash, outcome, closed_at
                            FROM review_round WHERE closed_at IS NOT NULL AND outcome <> 'SUPERSEDED'
                            ORDER BY closed_at DESC LIMIT :limit)
                        ORDER BY at DESC, outcome DESC LIMIT :limit""")
                .param("limit", limit)
                .query(
                        (row, _) -> {
                            var outcome = row.getString(5);
                            return new Change(
                                    row.getObject(1, UUID.class),
                                    row.getInt(2),
                                    row.getInt(3),
                                    row.getString(4),
                                    outcome == null ? null : RoundOutcome.valueOf(outcome),
                                    Objects.requireNonNull(row.getObject(6, LocalDateTime.class))
                                            .toInstant(ZoneOffset.UTC));
                        })
                .list();
    }

    /** The round that a task belongs to, for whoever may read what was handed in. */
    public Round of(TaskId id, Person person) {
        if (!Visibility.readsSubmissions(person)) {
            throw Refusal.notFound();
        }
        var task = tasks.findById(id).orElseThrow(Refusal::notFound);
        return describe(List.of(rounds.get(task.round()))).getFirst();
    }

    /** The signed verdicts of these tasks; unsigned ones are left out. */
    public Map<UUID, Recommendation> verdicts(Collection<TaskView> signed) {
        return signed.isEmpty()
                ? Map.of()
                : recommendations
                        .ofTasks(signed.stream().map(task -> new TaskId(task.id())).toList())
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        verdict -> verdict.task().value(),
                                        SignedRecommendation::recommendation));
    }

    /** The newest revision before this one that the person signed a verdict on; null if there is none. */
    public @Nullable Integer lastSigned(ArticleId article, Person person, int before) {
        return jdbc.sql(
                        "SELECT MAX(t.revision) FROM review_task t JOIN recommendation v ON v.task_id = t.id"
                                + " WHERE t.article_id = :article AND v.reviewer = :person AND t.revision < :before")
                .param("article", article.value())
                .param("person", person.id().value())
                .param("before", before)
                .query((row, _) -> row.getObject(1, Integer.class))
                .optional()
                .orElse(null);
    }

    /** The newest revision before this one that a round was about; null if there is none. */
    public @Nullable Integer lastHandedIn(ArticleId article, int before) {
        return jdbc.sql(
                        "SELECT MAX(revision) FROM review_round WHERE article_id = :article AND revision < :before")
                .param("article", article.value())
                .param("before", before)
                .query((row, _) -> row.getObject(1, Integer.class))
                .optional()
                .orElse(null);
    }

    /**
     * An article whose newest round waits for the chief editor.
     *
     * @param barred why whoever asked cannot decide it, or {@code null}
     */
    public record Open(Article article, Round round, @Nullable Sentence barred) {}

    public int countAwaitingDecision() {
        return rounds.countAwaitingDecision();
    }

    /** The decisions that are open, oldest first. */
    public Page<Open> awaitingDecision(Person chief, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 2);
        var waiting =
                rounds.awaitingDecisionAfter(
                        after == null ? Instant.EPOCH : after.part(0, Instant::parse),
                        after == null ? new UUID(0, 0) : after.uuid(1),
                        Page.probe(limit));
        var described = describe(waiting);
        var known =
                articles.findAllByIdIn(waiting.stream().map(ReviewRound::article).toList()).stream()
                        .collect(Collectors.toMap(Article::id, Function.identity()));
        var found = new ArrayList<Open>();
        for (var index = 0; index < waiting.size(); index++) {
            found.add(
                    new Open(
                            Objects.requireNonNull(known.get(waiting.get(index).article())),
                            described.get(index),
                            barred(chief, waiting.get(index), described.get(index))));
        }
        return Page.of(
                found,
                limit,
                last ->
                        Cursor.after(
                                Objects.requireNonNull(last.round().awaitsDecisionSince()),
                                last.round().id()));
    }

    /** As the signature will be refused behind the lock. */
    private static @Nullable Sentence barred(Person chief, ReviewRound round, Round described) {
        if (FourEyes.wrote(chief, round)) {
            return Sentence.of("refusal.own-text");
        }
        return described.slots().stream().anyMatch(slot -> chief.id().equals(slot.holderId()))
                ? Sentence.of("refusal.own-review")
                : null;
    }

    private List<Round> describe(List<ReviewRound> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        var ids = found.stream().map(ReviewRound::id).toList();
        var verdicts =
                recommendations.allOfRounds(ids).stream()
                        .collect(Collectors.groupingBy(verdict -> verdict.task().value()));
        var decided =
                decisions.ofRounds(ids).stream()
                        .collect(Collectors.toMap(SignedDecision::getId, Function.identity()));
        var named = new HashSet<AccountId>();
        verdicts.values().forEach(given -> named.add(given.getLast().reviewer()));
        decided.values().stream()
                .map(SignedDecision::decidedBy)
                .filter(Objects::nonNull)
                .forEach(named::add);
        var persons = people.known(named);
        var texts = texts(found);
        var slots = slots(ids, verdicts, persons, texts);
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
                                    round.changeNote(),
                                    round.openedAt(),
                                    round.dueAt(),
                                    round.decisionSince(),
                                    round.outcome(),
                                    round.closedAt(),
                                    round.withdrawnBy(),
                                    reason,
                                    decision == null ? null : holder(persons, decision.decidedBy()),
                                    Signed.of(
                                            decision,
                                            texts.getOrDefault(round.article().value(), "")),
                                    slots.getOrDefault(round.id().value(), List.of()));
                        })
                .toList();
    }

    /** Content hash of the newest revision of each article. */
    private Map<UUID, String> texts(List<ReviewRound> rounds) {
        var texts = new HashMap<UUID, String>();
        jdbc.sql(
                        "SELECT r.article_id, r.content_hash FROM article a JOIN revision r ON r.article_id = a.id AND r.number = a.newest_revision"
                                + " WHERE a.id IN (:articles)")
                .param(
                        "articles",
                        rounds.stream().map(round -> round.article().value()).distinct().toList())
                .query(
                        row -> {
                            texts.put(row.getObject(1, UUID.class), row.getString(2));
                        });
        return texts;
    }

    private Map<UUID, List<Slot>> slots(
            List<RoundId> ids,
            Map<UUID, List<SignedRecommendation>> verdicts,
            Map<AccountId, Person> persons,
            Map<UUID, String> texts) {
        var byRound = new HashMap<UUID, List<Slot>>();
        jdbc.sql(
                        "SELECT "
                                + Queue.COLUMNS
                                + ", t.round_id, t.state, t.holder, t.held_since"
                                + Queue.TABLES
                                + " WHERE t.round_id IN (:rounds) ORDER BY t.id")
                .param("rounds", ids.stream().map(RoundId::value).toList())
                .query(
                        row -> {
                            var task = Queue.task(row);
                            var given = verdicts.getOrDefault(task.id(), List.of());
                            var text = texts.getOrDefault(task.articleId(), "");
                            var verdict = given.isEmpty() ? null : given.getLast();
                            var state = ReviewTask.State.valueOf(row.getString(14));
                            var holder = row.getObject(15, UUID.class);
                            var since = row.getObject(16, LocalDateTime.class);
                            byRound.computeIfAbsent(
                                            row.getObject(13, UUID.class), _ -> new ArrayList<>())
                                    .add(
                                            new Slot(
                                                    task,
                                                    state == ReviewTask.State.OPEN
                                                            || state == ReviewTask.State.CLAIMED,
                                                    holder == null ? null : new AccountId(holder),
                                                    since == null
                                                            ? null
                                                            : since.toInstant(ZoneOffset.UTC),
                                                    verdict == null
                                                            ? null
                                                            : verdict.recommendation(),
                                                    verdict == null
                                                            ? null
                                                            : verdict.signature().signedAs(),
                                                    verdict == null ? null : verdict.inWords(),
                                                    verdict == null ? null : verdict.comment(),
                                                    verdict == null
                                                            ? List.of()
                                                            : verdict.sections(),
                                                    verdict == null
                                                            ? null
                                                            : holder(persons, verdict.reviewer()),
                                                    verdict == null ? null : verdict.signedAt(),
                                                    verdict == null
                                                            ? null
                                                            : Signed.of(verdict, text, false),
                                                    given.stream()
                                                            .limit(Math.max(given.size() - 1, 0))
                                                            .map(
                                                                    signed ->
                                                                            Signed.of(
                                                                                    signed, text,
                                                                                    true))
                                                            .toList()));
                        });
        return byRound;
    }

    private static @Nullable Holder holder(Map<AccountId, Person> persons, @Nullable AccountId id) {
        var person = id == null ? null : persons.get(id);
        return person == null ? null : new Holder(person.username(), person.name());
    }
}
