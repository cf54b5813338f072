package org.imprimatur.audit;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which signatures do not count any more: the text was changed since, be it by one letter, or the verdict corrected. */
@Component
public class SupersededSignatures {

    private static final String SIGNED = "('RECOMMENDED', 'CORRECTED', 'DECIDED')";
    private static final String ACTOR = "JSON_VALUE(%s.body, '$.actor.value')";

    private final JdbcClient jdbc;

    SupersededSignatures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the entries at these positions those whose signature is one. */
    public Set<Long> among(Collection<Long> seqs) {
        return seqs.isEmpty()
                ? Set.of()
                : jdbc
                        .sql(
                                "SELECT l.seq FROM "
                                        + EntryRows.TABLES
                                        + " WHERE l.seq IN (:seqs) AND l.action IN "
                                        + SIGNED
                                        + " AND ("
                                        + EntryRows.member("contentHash")
                                        + " <> (SELECT r.content_hash FROM revision r WHERE r.article_id = p.article"
                                        + " ORDER BY r.number DESC LIMIT 1) OR EXISTS (SELECT 1 FROM "
                                        + Trail.SCHEMA
                                        + ".payload q JOIN "
                                        + Trail.SCHEMA
                                        + ".leaf c ON c.seq = q.seq WHERE q.article = p.article AND c.seq > l.seq"
                                        + " AND c.action = 'CORRECTED' AND "
                                        + EntryRows.member("c", "round")
                                        + " = "
                                        + EntryRows.member("round")
                                        + " AND "
                                        + ACTOR.formatted("q")
                                        + " = "
                                        + ACTOR.formatted("p")
                                        + "))")
                        .param("seqs", seqs)
                        .query(Long.class)
                        .list()
                        .stream()
                        .collect(Collectors.toSet());
    }
}
