package org.imprimatur.assurance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.article.source.EvidenceKind;
import org.imprimatur.article.source.InvalidSource;
import org.imprimatur.article.source.SourceLimits;
import org.imprimatur.article.source.SourceParser;
import org.imprimatur.article.source.SourceTooLarge;
import org.imprimatur.review.CommentKind;
import org.imprimatur.review.SectionComment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tables say of some articles, under the names that {@link ArticleFold} gives the same facts. */
final class ArticleTables {

    /** Texts are large; no more of them than this are held at once. */
    private static final int ROWS_AT_A_TIME = 20;

    private static final SourceParser PARSER = new SourceParser(SourceLimits.DEFAULT);

    private final JdbcClient jdbc;
    private final List<UUID> articles;
    private final Map<UUID, Facts> facts = new LinkedHashMap<>();

    private ArticleTables(JdbcClient jdbc, List<UUID> articles) {
        this.jdbc = jdbc;
        this.articles = articles;
    }

    /** As many statements, however many articles. */
    static Map<UUID, Facts> of(List<UUID> articles, JdbcClient jdbc) {
        var tables = new ArticleTables(jdbc, articles);
        tables.readArticles();
        tables.readRevisions();
        tables.readApprovals();
        tables.readRounds();
        tables.readHolders();
        tables.readVerdicts();
        tables.readDecisions();
        tables.readProposals();
        return tables.facts;
    }

    private interface Reading {
        void row(ResultSet row, Facts facts) throws SQLException;
    }

    /** @param sql whose first column is the article */
    private void read(String sql, Reading reading) {
        jdbc.sql(sql)
                .withFetchSize(ROWS_AT_A_TIME)
                .param("articles", articles)
                .query(
                        row -> {
                            reading.row(
                                    row,
                                    facts.computeIfAbsent(
                                            row.getObject(1, UUID.class), _ -> new Facts()));
                        });
    }

    private void readArticles() {
        read(
                "SELECT a.id, a.status, COALESCE(o.username, CAST(a.owner AS CHAR)), a.newest_revision, a.submitted_revision FROM article a"
                        + " LEFT JOIN account o ON o.id = a.owner WHERE a.id IN (:articles)",
                (row, of) -> {
                    of.set("status", row.getString(2));
                    of.set("owner", row.getString(3));
                    of.set("newest revision", row.getString(4));
                    if (row.getString(5) != null) {
                        of.set("submitted revision", row.getString(5));
                    }
                });
    }

    /**
     * The text itself is what is hashed: a changed text under an unchanged hash is found too. What lies beside it for lists
     * and searches is only what it says itself.
     */
    private void readRevisions() {
        read(
                "SELECT r.article_id, r.number, r.content_hash, SHA2(r.source, 256), COALESCE(u.username, CAST(r.author AS CHAR)), r.change_note, r.source,"
                        + " CONCAT_WS('\n', a.slug, a.audience, r.work, r.question, r.language, (SELECT GROUP_CONCAT(t.position, ' ', t.topic ORDER BY t.position SEPARATOR '\n')"
                        + " FROM revision_topic t WHERE t.article_id = r.article_id AND t.number = r.number)), r.created_at"
                        + " FROM revision r JOIN article a ON a.id = r.article_id LEFT JOIN account u ON u.id = r.author WHERE r.article_id IN (:articles)",
                (row, of) -> {
                    var name = "revision " + row.getInt(2) + ": ";
                    var hash = row.getString(3);
                    var hashed = row.getString(4);
                    var isItself = hash.equals(hashed);
                    of.set(name + "hash", isItself ? hash : hash + " over a text of " + hashed);
                    of.set(name + "author", row.getString(5));
                    of.at(name + "created", moment(row, 9));
                    of.say(name + "change note", row.getString(6));
                    of.say(
                            name + "told otherwise than in its text",
                            isItself ? otherwise(row.getBytes(7), row.getString(8)) : "");
                });
    }

    /** Empty where all agree; a text that is not read any more, because the rules have changed, is believed. */
    private static String otherwise(byte[] source, String told) {
        try {
            var text = PARSER.parse(source).article();
            var says =
                    new StringJoiner("\n")
                            .add(text.slug())
                            .add(text.audience().name())
                            .add(text.work())
                            .add(text.question())
                            .add(text.language());
            for (var position = 0; position < text.topics().size(); position++) {
                says.add(position + " " + text.topics().get(position));
            }
            return says.toString().equals(told) ? "" : told;
        } catch (InvalidSource | SourceTooLarge unreadable) {
            return "";
        }
    }

    private void readApprovals() {
        read(
                "SELECT article_id, revision, round, content_hash, superseded_at IS NULL, approved_at FROM approval WHERE article_id IN (:articles)",
                (row, of) -> {
                    var name =
                            "approval of revision %d in round %d: "
                                    .formatted(row.getInt(2), row.getInt(3));
                    of.set(name + "hash", row.getString(4));
                    of.set(name + "in force", row.getBoolean(5) ? "yes" : "no");
                    of.at(name + "given", moment(row, 6));
                });
    }

    private void readRounds() {
        read(
                "SELECT r.article_id, r.number, r.revision, r.content_hash, r.policy_version, r.process_version, r.quorum, r.slots, r.authors, r.change_note, r.outcome,"
                        + " COALESCE(w.username, CAST(r.withdrawn_by AS CHAR)), r.withdrawal_reason, r.opened_at, r.closed_at FROM review_round r LEFT JOIN account w ON w.id = r.withdrawn_by WHERE r.article_id IN (:articles)",
                (row, of) -> {
                    var name = "round " + row.getInt(2) + ": ";
                    of.set(name + "revision", row.getString(3));
                    of.set(name + "hash", row.getString(4));
                    of.set(name + "policy", row.getString(5));
                    of.set(name + "process", row.getString(6));
                    of.set(name + "quorum", row.getString(7));
                    of.set(name + "slots", row.getString(8));
                    of.set(name + "authors", row.getString(9));
                    of.set(name + "change note", row.getString(10));
                    of.say(name + "outcome", row.getString(11));
                    of.say(name + "withdrawn by", row.getString(12));
                    of.say(name + "withdrawal reason", row.getString(13));
                    of.set(name + "holders", "");
                    of.at(name + "opened", moment(row, 14));
                    of.at(name + "closed", moment(row, 15));
                });
    }

    /** I4. */
    private void readHolders() {
        var held = new HashMap<UUID, TreeMap<Integer, TreeMap<String, Integer>>>();
        read(
                "SELECT r.article_id, r.number, CONCAT(t.specialty, ' ', COALESCE(a.username, CAST(t.holder AS CHAR))) FROM review_task t JOIN review_round r ON r.id = t.round_id"
                        + " LEFT JOIN account a ON a.id = t.holder WHERE t.holder IS NOT NULL AND r.article_id IN (:articles)",
                (row, _) ->
                        held.computeIfAbsent(row.getObject(1, UUID.class), _ -> new TreeMap<>())
                                .computeIfAbsent(row.getInt(2), _ -> new TreeMap<>())
                                .merge(row.getString(3), 1, Integer::sum));
        held.forEach(
                (article, rounds) ->
                        rounds.forEach(
                                (round, counts) ->
                                        facts.computeIfAbsent(article, _ -> new Facts())
                                                .set(
                                                        "round " + round + ": holders",
                                                        Holders.joined(counts))));
    }

    private void readVerdicts() {
        var sections = sections();
        read(
                "SELECT r.article_id, COALESCE(a.username, CAST(v.reviewer AS CHAR)), r.number, v.recommendation, v.comment, v.content_hash, v.id, t.specialty,"
                        + " COALESCE(v.signature, CAST(v.signing_session AS CHAR)), v.assertion, v.signing_session, v.signed_as, v.number, v.signed_at"
                        + " FROM recommendation v JOIN review_round r ON r.id = v.round_id LEFT JOIN account a ON a.id = v.reviewer"
                        + " LEFT JOIN review_task t ON t.id = v.task_id WHERE r.article_id IN (:articles)",
                (row, of) -> {
                    var name =
                            "verdict of %s in round %d, number %d: "
                                    .formatted(row.getString(2), row.getInt(3), row.getInt(13));
                    of.set(name + "meaning", row.getString(4));
                    of.say(
                            name + "text",
                            SectionComment.inWords(
                                    row.getString(5),
                                    sections.getOrDefault(
                                            row.getObject(7, UUID.class), List.of())));
                    of.set(name + "specialty", row.getString(8));
                    of.at(name + "signed", moment(row, 14));
                    of.set(name + "hash", row.getString(6));
                    signed(of, name, row, 9);
                });
    }

    private static @Nullable Instant moment(ResultSet row, int column) throws SQLException {
        var stored = row.getObject(column, LocalDateTime.class);
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    /** @param first of four columns: what was signed, what a key answered, the session, the name */
    private static void signed(Facts of, String name, ResultSet row, int first)
            throws SQLException {
        of.say(name + "signature", row.getString(first));
        of.say(name + "assertion", row.getString(first + 1));
        of.say(name + "signing session", row.getString(first + 2));
        of.say(name + "signed as", row.getString(first + 3));
    }

    private Map<UUID, List<SectionComment>> sections() {
        var sections = new HashMap<UUID, List<SectionComment>>();
        jdbc.sql(
                        "SELECT s.recommendation_id, s.anchor, s.evidence, s.title, s.kind, s.comment FROM section_comment s"
                                + " JOIN recommendation v ON v.id = s.recommendation_id JOIN review_round r ON r.id = v.round_id"
                                + " WHERE r.article_id IN (:articles) ORDER BY s.recommendation_id, s.position")
                .param("articles", articles)
                .query(
                        row -> {
                            sections.computeIfAbsent(
                                            row.getObject(1, UUID.class), _ -> new ArrayList<>())
                                    .add(
                                            new SectionComment(
                                                    row.getString(2),
                                                    EvidenceKind.valueOf(row.getString(3)),
                                                    row.getString(4),
                                                    CommentKind.valueOf(row.getString(5)),
                                                    row.getString(6)));
                        });
        return sections;
    }

    private void readDecisions() {
        read(
                "SELECT r.article_id, r.number, COALESCE(a.username, CAST(d.decided_by AS CHAR), 'system'), d.outcome, d.reason, d.content_hash,"
                        + " COALESCE(d.signature, CAST(d.signing_session AS CHAR)), d.assertion, d.signing_session, d.signed_as, d.decided_at"
                        + " FROM decision d JOIN review_round r ON r.id = d.round_id LEFT JOIN account a ON a.id = d.decided_by"
                        + " WHERE r.article_id IN (:articles)",
                (row, of) -> {
                    var name = "decision of round " + row.getInt(2) + ": ";
                    of.at(name + "made", moment(row, 11));
                    of.set(name + "by", row.getString(3));
                    of.set(name + "meaning", row.getString(4));
                    of.say(name + "text", row.getString(5));
                    of.set(name + "hash", row.getString(6));
                    signed(of, name, row, 7);
                });
    }

    private void readProposals() {
        read(
                "SELECT p.article_id, p.id, p.revision, p.kind, p.section, p.words, p.state, COALESCE(h.username, CAST(p.holder AS CHAR)), p.outcome, COALESCE(s.slug, CAST(p.started_article AS CHAR))"
                        + " FROM proposal p LEFT JOIN account h ON h.id = p.holder LEFT JOIN article s ON s.id = p.started_article"
                        + " WHERE p.article_id IN (:articles)",
                (row, of) -> {
                    var name = "proposal " + row.getString(2) + ": ";
                    of.set(name + "revision", row.getString(3));
                    of.set(name + "kind", row.getString(4));
                    of.say(name + "section", row.getString(5));
                    of.set(name + "words", row.getString(6));
                    of.set(name + "state", row.getString(7));
                    of.say(name + "holder", row.getString(8));
                    of.say(name + "outcome", row.getString(9));
                    of.say(name + "article", row.getString(10));
                });
    }
}
