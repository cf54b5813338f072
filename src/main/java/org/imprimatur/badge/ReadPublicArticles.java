package org.imprimatur.badge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.Revision;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.source.Audience;
import org.imprimatur.review.ReadRounds;
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

    private static final String LISTED =
            "SELECT a.id, a.slug, a.audience, a.status, a.submitted_revision, s.content_hash,"
                    + " p.revision, p.content_hash, p.approved_at, r.source, r.created_at FROM article a"
                    + " JOIN revision s ON s.article_id = a.id AND s.number = a.submitted_revision"
                    + " LEFT JOIN approval p ON p.article_id = a.id AND p.superseded_at IS NULL"
                    + " JOIN revision r ON r.article_id = a.id AND r.number = COALESCE(p.revision, a.submitted_revision)";

    private final ReadPublicStatus publicStatus;
    private final Revisions revisions;
    private final ReadRounds rounds;
    private final JdbcClient jdbc;

    ReadPublicArticles(
            ReadPublicStatus publicStatus,
            Revisions revisions,
            ReadRounds rounds,
            JdbcClient jdbc) {
        this.publicStatus = publicStatus;
        this.revisions = revisions;
        this.rounds = rounds;
        this.jdbc = jdbc;
    }

    /**
     * @param revision exactly the one that the status is about
     * @param rounds all of them, oldest first
     * @param names how the public may know whoever claimed a slot, by task
     */
    public record Shown(
            Article article,
            PublicStatus status,
            Revision revision,
            List<ReadRounds.Round> rounds,
            Map<UUID, Sentence> names) {}

    /**
     * An article in a list.
     *
     * @param status without the names of its reviewers
     * @param source of the revision that the status is about, written at that moment
     */
    public record Listed(
            UUID id,
            String slug,
            Audience audience,
            PublicStatus status,
            byte[] source,
            Instant writtenAt) {}

    /** @throws Refusal NOT_FOUND while the article was never submitted */
    public Shown of(String slug) {
        var found = publicStatus.of(slug);
        var article = found.article();
        var past = rounds.of(article.id());
        return new Shown(
                article,
                found.status(),
                revisions.get(article.id(), found.status().revision()),
                past,
                publicStatus.publicNames(past));
    }

    /** Every article that was ever submitted, newest first. */
    public Page<Listed> list(@Nullable String words, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 1);
        var found =
                jdbc.sql(
                                LISTED
                                        + " WHERE (:after IS NULL OR a.id < :after)"
                                        + " AND (:words IS NULL OR r.question LIKE :words)"
                                        + " ORDER BY a.id DESC LIMIT :limit")
                        .param("after", after == null ? null : after.uuid(0))
                        .param("words", pattern(words))
                        .param("limit", Page.probe(limit))
                        .query((row, _) -> listed(row))
                        .list();
        return Page.of(found, limit, last -> Cursor.after(last.id()));
    }

    /** The articles of one work, one for each audience. */
    public List<Listed> ofWork(String work) {
        return jdbc.sql(LISTED + " WHERE r.work = :work ORDER BY a.audience, a.id LIMIT :limit")
                .param("work", work)
                .param("limit", MOST_AUDIENCES)
                .query((row, _) -> listed(row))
                .list();
    }

    private static @Nullable String pattern(@Nullable String words) {
        return words == null || words.isBlank()
                ? null
                : "%" + words.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static Listed listed(ResultSet row) throws SQLException {
        var submitted =
                new PublicStatus.Submitted(
                        ArticleStatus.valueOf(row.getString(4)), row.getInt(5), row.getString(6));
        var approvedAt = row.getObject(9, LocalDateTime.class);
        var approved =
                approvedAt == null
                        ? null
                        : new PublicStatus.Approved(
                                row.getInt(7), row.getString(8), utc(approvedAt), List.of());
        return new Listed(
                row.getObject(1, UUID.class),
                row.getString(2),
                Audience.valueOf(row.getString(3)),
                PublicStatus.of(submitted, approved).orElseThrow(),
                row.getBytes(10),
                utc(Objects.requireNonNull(row.getObject(11, LocalDateTime.class))));
    }

    private static Instant utc(LocalDateTime stored) {
        return stored.toInstant(ZoneOffset.UTC);
    }
}
