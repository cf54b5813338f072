package org.imprimatur.article;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.source.Audience;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a signed-in person may read of articles. */
@Service
@Transactional(readOnly = true)
public class ReadArticles {

    private final Articles articles;
    private final Revisions revisions;
    private final JdbcClient jdbc;

    ReadArticles(Articles articles, Revisions revisions, JdbcClient jdbc) {
        this.articles = articles;
        this.revisions = revisions;
        this.jdbc = jdbc;
    }

    /** An article with the newest revision that the person who asks may see. */
    public record Visible(Article article, Revision revision) {}

    /** An article in a list, at the newest revision that the person who asks may see. */
    public record Listed(
            UUID id,
            String slug,
            ArticleStatus status,
            int revision,
            String contentHash,
            String question,
            String language,
            Audience audience) {}

    /** @param language of the question */
    public record Title(String question, String language) {}

    /** What these articles ask now; for those who read everything. */
    public Map<UUID, Title> titles(Collection<UUID> ids) {
        var titles = new HashMap<UUID, Title>();
        if (!ids.isEmpty()) {
            jdbc.sql(
                            "SELECT a.id, r.question, r.language FROM article a JOIN revision r"
                                    + " ON r.article_id = a.id AND r.number = a.newest_revision WHERE a.id IN (:ids)")
                    .param("ids", ids)
                    .query(
                            row -> {
                                titles.put(
                                        row.getObject(1, UUID.class),
                                        new Title(row.getString(2), row.getString(3)));
                            });
        }
        return titles;
    }

    /** @throws Refusal NOT_FOUND where the person may not see it */
    public Visible visible(ArticleId id, Person person) {
        return articles.findById(id)
                .flatMap(article -> visible(article, person))
                .orElseThrow(Refusal::notFound);
    }

    /** @throws Refusal NOT_FOUND where the person may not see it */
    public Visible visible(String slug, Person person) {
        return articles.findBySlug(slug)
                .flatMap(article -> visible(article, person))
                .orElseThrow(Refusal::notFound);
    }

    private Optional<Visible> visible(Article article, Person person) {
        var newest = Visibility.newestRevision(person, article);
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(new Visible(article, revisions.get(article.id(), newest.getAsInt())));
    }

    /** @throws Refusal NOT_FOUND where there is no such revision for this person */
    public Revision revision(ArticleId id, int number, Person person) {
        var _ =
                articles.findById(id)
                        .filter(article -> Visibility.maySee(person, article))
                        .orElseThrow(Refusal::notFound);
        return revisions
                .findById(new Revision.Key(id.value(), number))
                .filter(revision -> Visibility.maySee(person, revision))
                .orElseThrow(Refusal::notFound);
    }

    /** Numbers of the revisions that the person may see, oldest first. */
    public List<Integer> revisions(ArticleId id, Person person) {
        return jdbc.sql(
                        "SELECT number FROM revision WHERE article_id = :article AND (:everything OR submitted_at IS NOT NULL) ORDER BY number")
                .param("article", id.value())
                .param("everything", Visibility.readsEverything(person))
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /**
     * @param status only articles in this status, or all
     * @param words part of the question or the slug, or all
     */
    public Page<Listed> list(
            Person person,
            @Nullable ArticleStatus status,
            @Nullable String words,
            @Nullable String cursor,
            int limit) {
        if (!Visibility.readsSubmissions(person)) {
            return new Page<>(List.of(), null);
        }
        var after = Cursor.decode(cursor, 1);
        var number =
                Visibility.readsEverything(person) ? "a.newest_revision" : "a.submitted_revision";
        var found =
                jdbc.sql(
                                "SELECT a.id, a.slug, a.status, r.number, r.content_hash, r.question, r.language, a.audience FROM article a"
                                        + " JOIN revision r ON r.article_id = a.id AND r.number = "
                                        + number
                                        + " WHERE (:after IS NULL OR a.id < :after) AND (:status IS NULL OR a.status = :status)"
                                        + " AND (:words IS NULL OR r.question LIKE :words OR a.slug LIKE :words)"
                                        + " ORDER BY a.id DESC LIMIT :limit")
                        .param("after", after == null ? null : after.uuid(0))
                        .param("status", status == null ? null : status.name())
                        .param(
                                "words",
                                words == null || words.isBlank()
                                        ? null
                                        : "%"
                                                + words.strip().replaceAll("([\\\\%_])", "\\\\$1")
                                                + "%")
                        .param("limit", Page.probe(limit))
                        .query(
                                (row, _) ->
                                        new Listed(
                                                row.getObject(1, UUID.class),
                                                row.getString(2),
                                                ArticleStatus.valueOf(row.getString(3)),
                                                row.getInt(4),
                                                row.getString(5),
                                                row.getString(6),
                                                row.getString(7),
                                                Audience.valueOf(row.getString(8))))
                        .list();
        return Page.of(found, limit, last -> Cursor.after(last.id()));
    }
}
