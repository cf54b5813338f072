package org.imprimatur.proposal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.article.ArticleId;
import org.imprimatur.people.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What readers sent, as the editors find it. One statement for a page of it, one for the counts. */
@Service
@Transactional(readOnly = true)
public class Inbox {

    private static final String PROPOSALS =
            "SELECT p.id, p.article_id, a.slug, a.question, p.revision, p.kind, p.section, p.words, p.received_at, p.state,"
                    + " p.holder, h.display_name, p.closed_at, p.outcome, p.started_article, s.question FROM proposal p"
                    + " JOIN article a ON a.id = p.article_id LEFT JOIN account h ON h.id = p.holder"
                    + " LEFT JOIN article s ON s.id = p.started_article";

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which kinds are looked at. */
    public enum Filter {
        ALL("1 = 1"),
        QUESTIONS("p.kind = 'QUESTION'"),
        PROBLEMS("p.kind <> 'QUESTION'");

        private final String condition;

        Filter(String condition) {
            this.condition = condition;
        }
    }

    public Page<Proposal> list(
            Proposal.State state, Filter filter, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 1);
        var found =
                jdbc.sql(
                                PROPOSALS
                                        + " WHERE p.state = :state AND "
                                        + filter.condition
                                        + " AND (:after IS NULL OR p.id "
                                        + (state.waits() ? ">" : "<")
                                        + " :after) ORDER BY p.id"
                                        + (state.waits() ? "" : " DESC")
                                        + " LIMIT :limit")
                        .param("state", state.name())
                        .param("after", after == null ? null : after.uuid(0))
                        .param("limit", Page.probe(limit))
                        .query((row, _) -> proposal(row))
                        .list();
        return Page.of(found, limit, last -> Cursor.after(last.id()));
    }

    /** How many of these kinds are in each state. */
    public Map<Proposal.State, Integer> counts(Filter filter) {
        var counts = new EnumMap<Proposal.State, Integer>(Proposal.State.class);
        for (var state : Proposal.State.values()) {
            counts.put(state, 0);
        }
        jdbc.sql(
                        "SELECT p.state, COUNT(*) FROM proposal p WHERE "
                                + filter.condition
                                + " GROUP BY p.state")
                .query(
                        row -> {
                            counts.put(Proposal.State.valueOf(row.getString(1)), row.getInt(2));
                        });
        return counts;
    }

    public Optional<Proposal> find(ProposalId id) {
        return jdbc.sql(PROPOSALS + " WHERE p.id = :id")
                .param("id", id.value())
                .query((row, _) -> proposal(row))
                .optional();
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        var holder = row.getObject(11, UUID.class);
        var started = row.getObject(15, UUID.class);
        return new Proposal(
                new ProposalId(row.getObject(1, UUID.class)),
                new Proposal.Asked(
                        new ArticleId(row.getObject(2, UUID.class)),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5)),
                Proposal.Kind.valueOf(row.getString(6)),
                row.getString(7),
                row.getString(8),
                utc(row.getObject(9, LocalDateTime.class)),
                Proposal.State.valueOf(row.getString(10)),
                holder == null ? null : new AccountId(holder),
                row.getString(12),
                row.getObject(13) == null ? null : utc(row.getObject(13, LocalDateTime.class)),
                row.getString(14),
                started == null ? null : new Proposal.Started(started, row.getString(16)));
    }

    private static Instant utc(LocalDateTime stored) {
        return stored.toInstant(ZoneOffset.UTC);
    }
}
