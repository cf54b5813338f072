package org.imprimatur.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprimatur.api.Refusal;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What auditors wrote beside entries. An annotation is an entry itself, so nobody can change or take back what was noted;
 * whoever has more to say adds another.
 */
@Service
public class Annotations {

    /** Longer is a report, and belongs into a document. */
    public static final int LONGEST = 2_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    Annotations(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
    }

    /**
     * @param seq its own position
     * @param by username; {@code null} once redacted, as {@code text}
     */
    public record Annotation(
            long seq, long of, Instant at, @Nullable String by, @Nullable String text) {}

    /** By the entry they are about, in the order in which they were written. */
    @Transactional(readOnly = true)
    public Map<Long, List<Annotation>> of(Collection<Long> seqs) {
        return jdbc
                .sql(
                        "SELECT l.seq, JSON_VALUE(CONVERT(l.bytes USING latin1), '$.annotated'), l.bytes, COALESCE(p.body, '{}') FROM "
                                + Trail.SCHEMA
                                + ".leaf l LEFT JOIN "
                                + Trail.SCHEMA
                                + ".payload p ON p.seq = l.seq WHERE l.action = 'ANNOTATED'"
                                + " AND JSON_VALUE(CONVERT(l.bytes USING latin1), '$.annotated') IN (:seqs) ORDER BY l.seq")
                .param(
                        "seqs",
                        seqs.isEmpty() ? List.of("") : seqs.stream().map(String::valueOf).toList())
                .query(
                        (row, _) -> {
                            var told = Leaf.values(row.getString(4), json);
                            return new Annotation(
                                    row.getLong(1),
                                    row.getLong(2),
                                    Trail.at(Leaf.clear(row.getBytes(3), json)),
                                    told.get("actor"),
                                    told.get("reason"));
                        })
                .list()
                .stream()
                .collect(Collectors.groupingBy(Annotation::of));
    }

    /**
     * @param text at most {@value #LONGEST} characters
     * @throws Refusal where there is no such entry
     */
    @Transactional
    public void annotate(long seq, String text, Person auditor) {
        if (jdbc.sql("SELECT COUNT(*) FROM " + Trail.SCHEMA + ".leaf WHERE seq = ?")
                        .param(seq)
                        .query(Long.class)
                        .single()
                == 0) {
            throw Refusal.notFound();
        }
        events.publishEvent(new TrailEvent.Annotated(auditor.as(Role.AUDITOR), seq, text));
    }
}
