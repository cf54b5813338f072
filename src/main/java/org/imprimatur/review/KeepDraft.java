package org.imprimatur.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Visibility;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reviewer's draft is kept while they type. It belongs to the reviewer and the article, not to the task: whoever gives
 * a review back, signs out or is overtaken by a newer revision finds it again.
 */
@Service
@Transactional
public class KeepDraft {

    private static final TypeReference<List<ReviewDraft.Section>> SECTIONS =
            new TypeReference<>() {};

    private final Tasks tasks;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    KeepDraft(Tasks tasks, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** What became of an attempt to save. */
    public sealed interface Outcome {

        record Saved(long version, Instant at) implements Outcome {}

        /** Another window saved something else in the meantime; nothing was written. */
        record Overtaken(ReviewDraft newer) implements Outcome {}
    }

    /** Empty where the person has typed nothing about the article since their last verdict. */
    @Transactional(readOnly = true)
    public Optional<ReviewDraft> of(ArticleId article, Person person) {
        return jdbc.sql(
                        "SELECT version, revision, recommendation, comment, sections, saved_at FROM review_draft"
                                + " WHERE reviewer = :reviewer AND article_id = :article")
                .param("reviewer", person.id().value())
                .param("article", article.value())
                .query(
                        (row, _) -> {
                            var recommendation = row.getString(3);
                            return new ReviewDraft(
                                    row.getLong(1),
                                    row.getInt(2),
                                    recommendation == null
                                            ? null
                                            : Recommendation.valueOf(recommendation),
                                    row.getString(4),
                                    json.readValue(row.getString(5), SECTIONS),
                                    row.getObject(6, LocalDateTime.class)
                                            .toInstant(ZoneOffset.UTC));
                        })
                .optional();
    }

    /**
     * Keeps what was typed, even where the claim has ended meanwhile: the next one finds it.
     *
     * @param typed with the version that the window began from
     * @throws Refusal NOT_FOUND, NOT_ALLOWED, TASK_NOT_OPEN once the person has signed this task
     */
    public Outcome save(TaskId id, Person person, ReviewDraft typed) {
        if (!Visibility.readsSubmissions(person)) {
            throw Refusal.notFound();
        }
        if (!person.is(Role.REVIEWER)) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-a-reviewer"));
        }
        var task = tasks.hold(id).orElseThrow(Refusal::notFound); // no draft outlives its signature
        if (task.isHeldBy(person) && task.isSigned()) {
            throw new Refusal(ProblemType.TASK_NOT_OPEN, Sentence.of("refusal.verdict-signed"));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (write(task.article(), person, typed, now)) {
            return new Outcome.Saved(typed.version() + 1, now);
        }
        var newer = of(task.article(), person).orElseGet(() -> ReviewDraft.empty(task.revision()));
        return newer.saysTheSameAs(typed) && newer.savedAt() != null
                ? new Outcome.Saved(newer.version(), newer.savedAt())
                : new Outcome.Overtaken(newer);
    }

    private boolean write(ArticleId article, Person person, ReviewDraft typed, Instant now) {
        var sql =
                typed.version() == 0
                        ? "INSERT INTO review_draft (version, revision, recommendation, comment, sections, saved_at, reviewer, article_id)"
                                + " VALUES (:version + 1, :revision, :recommendation, :comment, :sections, :now, :reviewer, :article)"
                        : "UPDATE review_draft SET version = :version + 1, revision = :revision, recommendation = :recommendation,"
                                + " comment = :comment, sections = :sections, saved_at = :now"
                                + " WHERE reviewer = :reviewer AND article_id = :article AND version = :version";
        try {
            return jdbc.sql(sql)
                            .param("version", typed.version())
                            .param("revision", typed.revision())
                            .param(
                                    "recommendation",
                                    typed.recommendation() == null
                                            ? null
                                            : typed.recommendation().name())
                            .param("comment", typed.comment())
                            .param("sections", json.writeValueAsString(typed.sections()))
                            .param("now", LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                            .param("reviewer", person.id().value())
                            .param("article", article.value())
                            .update()
                    == 1;
        } catch (DuplicateKeyException earlier) {
            return false;
        }
    }

    /** The draft has become a signed verdict. */
    void forget(ArticleId article, Person person) {
        jdbc.sql("DELETE FROM review_draft WHERE reviewer = :reviewer AND article_id = :article")
                .param("reviewer", person.id().value())
                .param("article", article.value())
                .update();
    }
}
