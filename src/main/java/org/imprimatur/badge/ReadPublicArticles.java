package org.imprimatur.badge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
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
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.Revision;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.source.Audience;
import org.imprimatur.audit.Coverage;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.RoundOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What readers may read. A page is read from one snapshot, so that its badge, banner and stepper cannot disagree; a
 * list takes the same number of statements however long it is.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class ReadPublicArticles {

    private static final int MOST_AUDIENCES = 20;
    private static final int MOST_RELATED = 20;

    /** What a site map may hold by its specification. */
    private static final int MOST_INDEXED = 50_000;

    /** Of every article that was ever submitted the text that readers are told about: {@code r}. */
    private static final String TOLD =
            " FROM article a JOIN revision s ON s.article_id = a.id AND s.number = a.submitted_revision"
                    + " LEFT JOIN approval p ON p.article_id = a.id AND p.superseded_at IS NULL"
                    + " JOIN revision r ON r.article_id = a.id AND r.number = COALESCE(p.revision, a.submitted_revision)";

    private static final String LISTED =
            "SELECT a.id, a.slug, a.audience, a.status, a.submitted_revision, s.content_hash,"
                    + " p.revision, p.content_hash, p.approved_at, r.question, r.language, r.created_at,"
                    + " (SELECT GROUP_CONCAT(t.topic ORDER BY t.position SEPARATOR '\\n') FROM revision_topic t"
                    + " WHERE t.article_id = r.article_id AND t.number = r.number)"
                    + TOLD;

    /** The status of {@link PublicStatus} as the database sees it. */
    private static final String STATUS =
            "IF(p.revision IS NOT NULL, 'APPROVED', IF(a.status = 'APPROVED', 'DRAFT', a.status))";

    private static final String OF_TOPIC =
            "EXISTS (SELECT 1 FROM revision_topic t WHERE t.article_id = r.article_id AND t.number = r.number AND t.topic IN (%s))";

    private final ReadPublicStatus publicStatus;
    private final Revisions revisions;
    private final ReadRounds rounds;
    private final PublicReviewers reviewers;
    private final Coverage coverage;
    private final JdbcClient jdbc;

    ReadPublicArticles(
            ReadPublicStatus publicStatus,
            Revisions revisions,
            ReadRounds rounds,
            PublicReviewers reviewers,
            Coverage coverage,
            JdbcClient jdbc) {
        this.publicStatus = publicStatus;
        this.revisions = revisions;
        this.rounds = rounds;
        this.reviewers = reviewers;
        this.coverage = coverage;
        this.jdbc = jdbc;
    }

    /**
     * @param revision exactly the one that the status is about
     * @param rounds all of them, oldest first
     * @param approvals of each round that approved, by its number, as the trail proves it
     * @param reviewers whoever claimed a slot, by task
     */
    public record Shown(
            Article article,
            PublicStatus status,
            Revision revision,
            List<ReadRounds.Round> rounds,
            Map<Integer, Coverage.Approved> approvals,
            Map<UUID, PublicReviewer> reviewers) {}

    /**
     * An article in a list.
     *
     * @param status without the names of its reviewers
     * @param question of the revision that the status is about, as are language, topics and the moment it was written
     */
    public record Listed(
            UUID id,
            String slug,
            Audience audience,
            PublicStatus status,
            String question,
            String language,
            List<String> topics,
            Instant writtenAt) {}

    /** How many articles each choice of a facet would find, beside what else is looked for. */
    public record Count(Search.Facet facet, String value, long articles) {}

    /** An approved article, for search engines. */
    public record Indexed(String slug, Instant approvedAt) {}

    /** @throws Refusal NOT_FOUND while the article was never submitted */
    public Shown of(String slug) {
        var found = publicStatus.of(slug);
        var article = found.article();
        var revision = revisions.get(article.id(), found.status().revision());
        if (!revision.contentHash().hex().equals(found.status().contentHash())) {
            throw new IllegalStateException(
                    "The text of %s is not the one approved".formatted(revision.getId()));
        }
        var past = rounds.of(article.id());
        var proven = coverage.ever(List.of(article.id().value()));
        var approvals = new HashMap<Integer, Coverage.Approved>();
        for (var round : past) {
            PublicReviewers.proofOf(round, proven)
                    .ifPresent(proof -> approvals.put(round.number(), proof));
        }
        return new Shown(
                article, found.status(), revision, past, approvals, reviewers.of(past, proven));
    }

    /**
     * A revision that the board approved: what the trail proves, in force or not, and what is in force until it is proven.
     *
     * @throws Refusal NOT_FOUND for every other one
     */
    public Revision approved(String slug, int number) {
        var found = publicStatus.of(slug);
        var article = found.article().id().value();
        return revisions
                .findById(new Revision.Key(article, number))
                .filter(
                        revision ->
                                isInForce(found.status(), revision)
                                        || coverage.ever(List.of(article)).stream()
                                                .anyMatch(
                                                        approval ->
                                                                approval.isOf(
                                                                        number,
                                                                        revision.contentHash()
                                                                                .hex())))
                .orElseThrow(Refusal::notFound);
    }

    private static boolean isInForce(PublicStatus status, Revision revision) {
        return status.isApproved()
                && status.revision() == revision.number()
                && status.contentHash().equals(revision.contentHash().hex());
    }

    /** Every article that was ever submitted, newest first. */
    public Page<Listed> list(Search search, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 1);
        var words = search.ofWords();
        var choices = search.ofChoices(null, ReadPublicArticles::narrowed);
        var found =
                jdbc.sql(
                                LISTED
                                        + " WHERE (:after IS NULL OR a.id < :after) AND "
                                        + words.sql()
                                        + " AND "
                                        + choices.sql()
                                        + " ORDER BY a.id DESC LIMIT :limit")
                        .params(words.parameters())
                        .params(choices.parameters())
                        .param("after", after == null ? null : after.uuid(0))
                        .param("limit", Page.probe(limit))
                        .query((row, _) -> found(row))
                        .list();
        return Page.of(listed(found), limit, last -> Cursor.after(last.id()));
    }

    /** The choices of every facet in one statement, the fullest first. */
    public List<Count> counts(Search search) {
        var words = search.ofWords();
        var status = search.ofChoices(Search.Facet.STATUS, ReadPublicArticles::counted);
        var audience = search.ofChoices(Search.Facet.AUDIENCE, ReadPublicArticles::counted);
        var topic = search.ofChoices(Search.Facet.TOPIC, ReadPublicArticles::counted);
        return jdbc.sql(
                        "WITH f AS (SELECT a.id, r.number, a.audience, "
                                + STATUS
                                + " AS status"
                                + TOLD
                                + " WHERE "
                                + words.sql()
                                + ") SELECT 'STATUS' AS facet, f.status AS value, COUNT(*) AS articles FROM f WHERE "
                                + status.sql()
                                + " GROUP BY f.status UNION ALL SELECT 'AUDIENCE', f.audience, COUNT(*) FROM f WHERE "
                                + audience.sql()
                                + " GROUP BY f.audience UNION ALL SELECT 'TOPIC', c.topic, COUNT(DISTINCT f.id) FROM f"
                                + " JOIN revision_topic c ON c.article_id = f.id AND c.number = f.number WHERE "
                                + topic.sql()
                                + " GROUP BY c.topic ORDER BY articles DESC, value")
                .params(words.parameters())
                .params(status.parameters())
                .params(audience.parameters())
                .params(topic.parameters())
                .query(
                        (row, _) ->
                                new Count(
                                        Search.Facet.valueOf(row.getString(1)),
                                        row.getString(2),
                                        row.getLong(3)))
                .list();
    }

    private static String narrowed(Search.Facet facet, String parameter) {
        return switch (facet) {
            case STATUS -> STATUS + " = " + parameter;
            case AUDIENCE -> "a.audience = " + parameter;
            case TOPIC -> OF_TOPIC.formatted(parameter);
        };
    }

    private static String counted(Search.Facet facet, String parameter) {
        return switch (facet) {
            case STATUS -> "f.status = " + parameter;
            case AUDIENCE -> "f.audience = " + parameter;
            case TOPIC ->
                    "EXISTS (SELECT 1 FROM revision_topic t WHERE t.article_id = f.id AND t.number = f.number AND t.topic = "
                            + parameter
                            + ")";
        };
    }

    /** The articles of one work, one for each audience. */
    public List<Listed> ofWork(String work) {
        return listed(
                jdbc.sql(LISTED + " WHERE r.work = :work ORDER BY a.audience, a.id LIMIT :limit")
                        .param("work", work)
                        .param("limit", MOST_AUDIENCES)
                        .query((row, _) -> found(row))
                        .list());
    }

    /** The articles that answer one of these questions, in exactly these words. */
    public List<Listed> answering(Collection<String> questions) {
        return questions.isEmpty()
                ? List.of()
                : listed(
                        jdbc.sql(
                                        LISTED
                                                + " WHERE r.question IN (:questions) ORDER BY a.id LIMIT :limit")
                                .param("questions", questions)
                                .param("limit", MOST_RELATED)
                                .query((row, _) -> found(row))
                                .list());
    }

    /** The newest approved articles of one of these topics and of another work. */
    public List<Listed> onTopics(Collection<String> topics, String work, int limit) {
        return listed(
                jdbc.sql(
                                LISTED
                                        + " WHERE p.revision IS NOT NULL AND r.work <> :work AND "
                                        + OF_TOPIC.formatted(":topics")
                                        + " ORDER BY a.id DESC LIMIT :limit")
                        .param("topics", topics)
                        .param("work", work)
                        .param("limit", limit)
                        .query((row, _) -> found(row))
                        .list());
    }

    /** What search engines may know of, the newest approvals first. By the word of the tables: an address claims nothing. */
    public List<Indexed> indexed() {
        return jdbc.sql(
                        "SELECT a.slug, p.approved_at FROM approval p JOIN article a ON a.id = p.article_id"
                                + " WHERE p.superseded_at IS NULL ORDER BY p.approved_at DESC LIMIT :limit")
                .param("limit", MOST_INDEXED)
                .query(
                        (row, _) ->
                                new Indexed(
                                        row.getString(1),
                                        utc(
                                                Objects.requireNonNull(
                                                        row.getObject(2, LocalDateTime.class)))))
                .list();
    }

    /**
     * A status that an article took in public, with the article as it stands now.
     *
     * @param provenAt when, where it is an approval and the trail proves it
     */
    public record Changed(Listed article, ReadRounds.Change change, @Nullable Instant provenAt) {

        public Instant at() {
            return provenAt == null ? change.at() : provenAt;
        }
    }

    /** The latest changes of status, newest first. */
    public List<Changed> changes(int limit) {
        var changes = rounds.latestChanges(limit);
        if (changes.isEmpty()) {
            return List.of();
        }
        var articles =
                listed(
                                jdbc.sql(LISTED + " WHERE a.id IN (:articles)")
                                        .param(
                                                "articles",
                                                changes.stream()
                                                        .map(ReadRounds.Change::article)
                                                        .distinct()
                                                        .toList())
                                        .query((row, _) -> found(row))
                                        .list())
                        .stream()
                        .collect(Collectors.toMap(Listed::id, Function.identity()));
        var proven = coverage.ever(articles.keySet());
        return changes.stream()
                .map(
                        change ->
                                new Changed(
                                        Objects.requireNonNull(articles.get(change.article())),
                                        change,
                                        provenAt(proven, change)))
                .toList();
    }

    private static @Nullable Instant provenAt(
            List<Coverage.Approved> proven, ReadRounds.Change change) {
        return change.outcome() != RoundOutcome.APPROVED
                ? null
                : proven.stream()
                        .filter(approval -> approval.article().equals(change.article()))
                        .filter(
                                approval ->
                                        approval.isOf(
                                                change.round(),
                                                change.revision(),
                                                change.contentHash()))
                        .reduce((_, later) -> later)
                        .map(Coverage.Approved::at)
                        .orElse(null);
    }

    /** A row before it is known whether its approval is covered. */
    private record Found(
            UUID id,
            String slug,
            Audience audience,
            PublicStatus.Submitted submitted,
            PublicStatus.@Nullable Approved approved,
            String question,
            String language,
            List<String> topics,
            Instant writtenAt) {}

    private static Found found(ResultSet row) throws SQLException {
        var approvedAt = row.getObject(9, LocalDateTime.class);
        var topics = row.getString(13);
        return new Found(
                row.getObject(1, UUID.class),
                row.getString(2),
                Audience.valueOf(row.getString(3)),
                new PublicStatus.Submitted(
                        ArticleStatus.valueOf(row.getString(4)), row.getInt(5), row.getString(6)),
                approvedAt == null
                        ? null
                        : new PublicStatus.Approved(
                                row.getInt(7),
                                row.getString(8),
                                utc(approvedAt),
                                List.of(),
                                PublicStatus.Proof.PENDING),
                row.getString(10),
                row.getString(11),
                topics == null ? List.of() : List.of(topics.split("\n")),
                utc(Objects.requireNonNull(row.getObject(12, LocalDateTime.class))));
    }

    private List<Listed> listed(List<Found> found) {
        var proven = coverage.of(found.stream().map(Found::id).toList());
        return found.stream()
                .map(
                        row ->
                                new Listed(
                                        row.id(),
                                        row.slug(),
                                        row.audience(),
                                        status(row, proven.get(row.id())).orElseThrow(),
                                        row.question(),
                                        row.language(),
                                        row.topics(),
                                        row.writtenAt()))
                .toList();
    }

    private static Optional<PublicStatus> status(Found row, Coverage.@Nullable Approved proven) {
        var approved = row.approved();
        return PublicStatus.of(
                row.submitted(), approved == null ? null : approved.provenBy(proven));
    }

    private static Instant utc(LocalDateTime stored) {
        return stored.toInstant(ZoneOffset.UTC);
    }
}
