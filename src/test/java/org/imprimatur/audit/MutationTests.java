package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.imprimatur.Cast;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.people.Actor;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.imprimatur.people.RoleRequests;
import org.imprimatur.proposal.HandleProposal;
import org.imprimatur.proposal.Proposal;
import org.imprimatur.proposal.ProposalId;
import org.imprimatur.proposal.SendProposal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A root session changes one value somewhere in a running installation, and fsck has to see it. The installation is its
 * own, and small: each mutation is followed by a whole check.
 */
@SystemTest
@Order(3)
@TestPropertySource(properties = "imprimatur.log.origin=mutations.example/log")
@DisplayName("A single mutation")
class MutationTests {

    /** What the trail explains. {@code *} stands for a row that is taken away. */
    private static final Map<String, String> WATCHED =
            Map.ofEntries(
                    Map.entry("imprimatur_trail.leaf", "* seq bytes hash"),
                    Map.entry("imprimatur_trail.payload", "* seq article body"),
                    Map.entry("log_origin", "number origin"),
                    Map.entry("log_key", "* vkey log"),
                    Map.entry("log_checkpoint", "log size note"),
                    Map.entry("log_block", "* number hash"),
                    Map.entry(
                            "account",
                            "username display_name roles specialties consents_to_be_named disabled credentials orcid"),
                    Map.entry(
                            "article",
                            "* id slug work audience question status owner newest_revision submitted_revision"
                                    + " submitted_at created_at"),
                    Map.entry(
                            "revision",
                            "* article_id number content_hash question work source author change_note language"),
                    Map.entry("revision_topic", "* article_id number position topic"),
                    Map.entry(
                            "approval",
                            "* article_id revision content_hash round approved_at superseded_at"),
                    Map.entry("review_policy", "* version text_hash text"),
                    Map.entry("process_diagram", "process_key version file"),
                    Map.entry(
                            "review_round",
                            "* id article_id number revision content_hash authors policy_version process_version"
                                    + " slots quorum change_note withdrawn_by withdrawal_reason decision_step outcome"),
                    Map.entry(
                            "review_task",
                            "round_id article_id slug question specialty revision content_hash due_at state holder"),
                    Map.entry(
                            "recommendation",
                            "* task_id round_id number reviewer recommendation comment content_hash signing_session"
                                    + " signed_at signature assertion signed_as"),
                    Map.entry("fsck_run", "* number running verdict"),
                    Map.entry(
                            "role_request",
                            "* id account_id kind role requested_by waiting answer answered_by"),
                    Map.entry(
                            "redaction_request",
                            "* id account_id requested_by waiting answer answered_by"),
                    Map.entry(
                            "section_comment",
                            "* recommendation_id anchor evidence title kind comment"),
                    Map.entry(
                            "decision",
                            "* round_id article_id outcome basis decided_by reason content_hash signing_session"
                                    + " decided_at signed_as signature assertion"),
                    Map.entry(
                            "proposal",
                            "* id article_id revision kind section words state holder outcome started_article"));

    private static final String MOMENT =
            "a moment by the application’s clock; the trail has the database’s";
    private static final String SECRET = "a secret, of which the trail must not know";
    private static final String WORKING =
            "no part of any record: of a session, a try, a draft, a lock";

    /** What no entry explains, and why. A table alone stands for all of its columns that are not watched. */
    private static final Map<String, String> OUTSIDE =
            Map.ofEntries(
                    Map.entry(
                            "imprimatur_trail.head",
                            "the lock of append; without it nothing is appended"),
                    Map.entry(
                            "imprimatur_trail.leaf.action",
                            "computed by the database from the bytes"),
                    Map.entry(
                            "imprimatur_trail.leaf.at", "computed by the database from the bytes"),
                    Map.entry(
                            "imprimatur_trail.payload.actor",
                            "computed by the database from the body"),
                    Map.entry("log_origin.opened_at", MOMENT),
                    Map.entry("log_key.from_size", "a hint for people; the trail hands a key over"),
                    Map.entry(
                            "log_checkpoint.signed_at",
                            "the note has its own time, and it is signed"),
                    Map.entry(
                            "log_checkpoint.covered_at",
                            "it only leads to a note, whose signatures say whether it counts"),
                    Map.entry("log_lease", WORKING),
                    Map.entry(
                            "review_task.id",
                            "a verdict, a claim and its step refer to it and are compared; to one nobody touched, nothing refers"),
                    Map.entry(
                            "log_witness",
                            "there is no witness in this run; a missing one makes its lines nobody's"),
                    Map.entry("account.password_hash", SECRET),
                    Map.entry("account.created_at", MOMENT),
                    Map.entry(
                            "account.id",
                            "everything that refers to an account is compared by its name"),
                    Map.entry(
                            "recommendation.id",
                            "refers to its section comments alone, which are compared"),
                    Map.entry("account.last_sign_in_at", MOMENT),
                    Map.entry("account.version", "counts writes for the optimistic lock"),
                    Map.entry("article.version", "counts writes for the optimistic lock"),
                    Map.entry("article.status_since", MOMENT),
                    Map.entry("article.updated_at", MOMENT),
                    Map.entry("revision.created_at", MOMENT),
                    Map.entry("revision.submitted_at", MOMENT),
                    Map.entry("review_policy.in_force_since", MOMENT),
                    Map.entry("process_diagram.in_force_since", MOMENT),
                    Map.entry("review_round.version", "counts writes for the optimistic lock"),
                    Map.entry("review_round.opened_at", MOMENT),
                    Map.entry("review_round.remind_at", MOMENT),
                    Map.entry("review_round.due_at", "as the task’s, which is watched"),
                    Map.entry("review_round.decision_since", MOMENT),
                    Map.entry("review_round.closed_at", MOMENT),
                    Map.entry("review_task.version", "counts writes for the optimistic lock"),
                    Map.entry(
                            "review_task.engine_step",
                            "of a task that is over, nobody asks; of an open one fsck does"),
                    Map.entry("review_task.urgency", "sorts the queue"),
                    Map.entry("review_task.opened_at", MOMENT),
                    Map.entry("review_task.free_since", MOMENT),
                    Map.entry("review_task.held_since", MOMENT),
                    Map.entry("review_task.closed_at", MOMENT),
                    Map.entry("section_comment.position", "an order that no other comment changes"),
                    Map.entry("proposal.received_at", MOMENT),
                    Map.entry("proposal.held_since", MOMENT),
                    Map.entry("proposal.closed_at", MOMENT),
                    Map.entry(
                            "passkey",
                            "see PasskeyTests: its key is what fsck compares, its counter and times are not"),
                    Map.entry("api_token", SECRET),
                    Map.entry("signing_session", WORKING),
                    Map.entry("signature_request", WORKING),
                    Map.entry("set_up_link", SECRET),
                    Map.entry("account.redacted_at", MOMENT),
                    Map.entry("role_request.requested_at", MOMENT),
                    Map.entry("role_request.expires_at", MOMENT),
                    Map.entry("role_request.answered_at", MOMENT),
                    Map.entry(
                            "redaction_request.reason",
                            "a consent asks the trail for it, letter by letter"),
                    Map.entry("redaction_request.requested_at", MOMENT),
                    Map.entry("redaction_request.expires_at", MOMENT),
                    Map.entry("redaction_request.answered_at", MOMENT),
                    Map.entry("password_try", WORKING),
                    Map.entry("password_origin", WORKING),
                    Map.entry("known_device", WORKING),
                    Map.entry("source_draft", WORKING),
                    Map.entry("review_draft", WORKING),
                    Map.entry("idempotency_key", WORKING),
                    Map.entry("fsck_run.started_by", "who asked is in the trail"),
                    Map.entry("fsck_run.started_at", MOMENT),
                    Map.entry("fsck_run.told_at", MOMENT),
                    Map.entry("fsck_run.finished_at", MOMENT),
                    Map.entry("fsck_run.done", "how far a bar is drawn"),
                    Map.entry("fsck_run.todo", "how far a bar is drawn"),
                    Map.entry(
                            "fsck_run.report", "shown only where its hash is the one in the trail"),
                    Map.entry("SPRING_SESSION", WORKING),
                    Map.entry("SPRING_SESSION_ATTRIBUTES", WORKING),
                    Map.entry("flyway_schema_history", "of the schema, not of any article"));

    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;
    @Autowired SendProposal readers;
    @Autowired HandleProposal inbox;
    @Autowired People people;
    @Autowired RoleRequests requests;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired ApplicationEventPublisher events;

    private record Column(String table, String name, String type, boolean nullable, String keys) {

        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    @Test
    void hasAPlaceInEveryColumnOrAReasonWhyNot() throws SQLException {
        try (var root = new Tampering(database, settings.directory(), clock)) {
            var places = new TreeSet<String>();
            for (var column : columns(root)) {
                places.add(column.toString());
            }
            var listed = new TreeSet<String>();
            WATCHED.forEach(
                    (table, names) ->
                            Arrays.stream(names.split(" "))
                                    .filter(name -> !name.equals("*"))
                                    .forEach(name -> listed.add(table + "." + name)));
            assertThat(places).as("what is watched is there").containsAll(listed);
            assertThat(listed)
                    .as("watched and outside")
                    .doesNotContainAnyElementsOf(OUTSIDE.keySet());
            places.removeAll(listed);
            places.removeIf(
                    place ->
                            OUTSIDE.containsKey(place)
                                    || OUTSIDE.containsKey(
                                            place.substring(0, place.lastIndexOf('.'))));

            assertThat(places).as("neither watched nor outside for a reason").isEmpty();
        }
    }

    @Test
    void isFoundWhereverItIs() throws SQLException {
        areFound(200, 20_260_301); // the same in every build
    }

    @Test
    @Tag("full")
    void isFoundTenThousandTimes() throws SQLException {
        areFound(10_000, System.nanoTime());
    }

    private void areFound(int mutations, long seed) throws SQLException {
        liveThroughMuch();
        signer.advance();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var unseen = new TreeMap<String, Integer>();
        var seen = 0;
        try (var root = new Tampering(database, settings.directory(), clock)) {
            assertThat(root.fsck().findings().all()).as("before").isEmpty();
            root.undo();
            var places = places(root);
            var began = System.nanoTime();
            for (var turn = 0; seen + total(unseen) < mutations; turn++) {
                var place = places.get(turn % places.size());
                var how = mutate(root, place, random);
                if (how != null) {
                    if (root.fsck().findings().first().isPresent()) {
                        seen++;
                    } else {
                        unseen.merge(place + ": " + how, 1, Integer::sum);
                    }
                }
                root.undo();
                assertThat(turn).as("attempts").isLessThan(mutations * 50);
            }
            assertThat(root.fsck().findings().all()).as("afterwards").isEmpty();
            System.out.printf(
                    "%,d mutations of %d columns, %d not found, in %d s (seed %d)%n",
                    mutations,
                    places.size(),
                    total(unseen),
                    Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                    seed);
        }
        assertThat(unseen).as("not found, seed %d", seed).isEmpty();
    }

    private static int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A little of everything that can happen, and more than 256 entries, so that a block of the tree is stored. */
    private void liveThroughMuch() {
        if (size() > 256) {
            return;
        }
        var approved = story.article().approved(Cast.RAVI, Cast.OLGA);
        approved.revise("Another text").expect(200);
        approved.submit().claimedBy(Cast.OMAR, Cast.OLGA);
        approved.recommend(0, Cast.OMAR, "APPROVE").expect(200);
        approved.recommend(1, Cast.OLGA, "APPROVE").expect(200);
        story.article().mixed(Cast.RAVI, Cast.OLGA).decide(Cast.CLARA, "REJECT").expect(200);
        story.article()
                .mixed(Cast.RAVI, Cast.OLGA)
                .decide(Cast.CLARA, "REQUEST_CHANGES")
                .expect(200);
        story.article().mixed(Cast.RAVI, Cast.OLGA);
        var withdrawn = story.article().submit().claim(0, Cast.RAVI);
        withdrawn.withdraw(Cast.EDITH, withdrawn.etag()).expect(200);
        story.article().submit().claim(1, Cast.OLGA);
        story.article();
        askForRoles();
        var editor = people.active(Cast.EDITH).orElseThrow();
        var letters = new ArrayList<ProposalId>();
        for (var words : List.of("A doubt", "A fault", "A riddle")) {
            letters.add(readers.send(approved.slug, Proposal.Kind.ERROR, "Choosing", words));
        }
        inbox.take(letters.get(1), editor);
        inbox.take(letters.get(2), editor);
        inbox.settle(letters.get(2), editor, "Corrected");
        while (size() <= 256) {
            transaction.executeWithoutResult(
                    _ -> events.publishEvent(new TrailEvent.Read(Actor.SYSTEM, "everything")));
        }
    }

    private void askForRoles() {
        Cast.account(people, "abel", "Abel Costa", Set.of(Role.ADMIN), Set.of(), false);
        var ada = people.active(Cast.ADA).orElseThrow();
        var abel = people.active("abel").orElseThrow();
        var olga = people.active(Cast.OLGA).orElseThrow().id();
        for (var role : List.of(Role.EDITOR, Role.AUDITOR, Role.ADMIN)) {
            requests.ask(ada, olga, RoleRequests.Kind.GRANT, role);
        }
        var waiting = requests.waiting(olga);
        requests.confirm(abel, waiting.get(0).id());
        requests.decline(abel, waiting.get(1).id());
    }

    private long size() {
        return jdbc.sql("SELECT COALESCE(MAX(seq) + 1, 0) FROM imprimatur_trail.leaf")
                .query(Long.class)
                .single();
    }

    private List<Column> columns(Tampering root) {
        return root.jdbc
                .sql(
                        """
                        SELECT IF(c.TABLE_SCHEMA = 'imprimatur', c.TABLE_NAME, CONCAT(c.TABLE_SCHEMA, '.', c.TABLE_NAME)), c.COLUMN_NAME, c.DATA_TYPE,
                               c.IS_NULLABLE = 'YES',
                               (SELECT GROUP_CONCAT(k.COLUMN_NAME) FROM information_schema.KEY_COLUMN_USAGE k
                                WHERE k.TABLE_SCHEMA = c.TABLE_SCHEMA AND k.TABLE_NAME = c.TABLE_NAME AND k.CONSTRAINT_NAME = 'PRIMARY')
                        FROM information_schema.COLUMNS c
                        WHERE c.TABLE_SCHEMA IN ('imprimatur', 'imprimatur_trail') AND c.TABLE_NAME NOT REGEXP '^(ACT|FLW)_'
                        ORDER BY 1, 2
                        """)
                .query(
                        (row, _) ->
                                new Column(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getBoolean(4),
                                        row.getString(5)))
                .list();
    }

    /** Every watched column once, and every table of which a row can be taken away. */
    private List<Column> places(Tampering root) {
        var places = new ArrayList<Column>();
        for (var column : columns(root)) {
            var watched = List.of(WATCHED.getOrDefault(column.table, "").split(" "));
            if (watched.contains(column.name)) {
                places.add(column);
            }
            var removal = new Column(column.table, "*", "row", false, column.keys);
            if (watched.contains("*") && !places.contains(removal)) {
                places.add(removal);
            }
        }
        return places;
    }

    /** @return what was changed; {@code null} where the database refused it or there is nothing to change */
    private static @Nullable String mutate(Tampering root, Column place, RandomGenerator random) {
        root.run("SET SESSION foreign_key_checks = 0");
        var keys = place.keys.split(",");
        var rows =
                root.jdbc
                        .sql("SELECT %s FROM %s".formatted(String.join(", ", keys), place.table))
                        .query(
                                (row, _) ->
                                        Arrays.stream(keys).map(key -> value(row, key)).toArray())
                        .list();
        if (rows.isEmpty()) {
            return null;
        }
        var key = rows.get(random.nextInt(rows.size()));
        var where =
                " WHERE "
                        + String.join(
                                " AND ", Arrays.stream(keys).map(name -> name + " = ?").toList());
        try {
            if (place.name.equals("*")) {
                return root.run("DELETE FROM " + place.table + where, key) == 1
                        ? "DELETE " + Arrays.toString(key)
                        : null;
            }
            var old =
                    root.jdbc
                            .sql("SELECT " + place.name + " FROM " + place.table + where)
                            .params(List.of(key))
                            .query((row, _) -> new Object[] {value(row, place.name)})
                            .single()[0];
            var next = other(old, place, random);
            if (Objects.deepEquals(old, next)) {
                return null;
            }
            var values = new ArrayList<@Nullable Object>();
            values.add(next);
            values.addAll(List.of(key));
            root.jdbc
                    .sql("UPDATE " + place.table + " SET " + place.name + " = ?" + where)
                    .params(values)
                    .update();
            return shown(old) + " -> " + shown(next) + " in " + Arrays.toString(key);
        } catch (DataAccessException refusedByTheDatabase) {
            return null;
        }
    }

    private static @Nullable Object value(ResultSet row, String name) {
        try {
            var value = row.getObject(name);
            return value instanceof Timestamp
                    ? row.getObject(name, LocalDateTime.class)
                    : value instanceof Blob ? row.getBytes(name) : value;
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Object other(
            @Nullable Object old, Column place, RandomGenerator random) {
        if (old != null && place.nullable && random.nextInt(4) == 0) {
            return null;
        }
        return switch (place.type) {
            case "int", "bigint", "tinyint" ->
                    old == null
                            ? 1
                            : old instanceof Boolean yes
                                    ? (Object) !yes
                                    : ((Number) old).longValue() + 1 + random.nextInt(3);
            case "datetime" ->
                    (old == null ? LocalDateTime.parse("2026-03-01T12:00") : (LocalDateTime) old)
                            .plusMinutes(
                                    random.nextInt(11, 100_000) * (random.nextBoolean() ? 1 : -1));
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "binary", "varbinary", "blob", "mediumblob" -> flipped((byte[]) old, random);
            default -> old == null ? "x" : edited((String) old, random);
        };
    }

    private static byte[] flipped(byte @Nullable [] old, RandomGenerator random) {
        if (old == null || old.length == 0) {
            return new byte[] {1};
        }
        var bytes = old.clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    /** One character in another's place, or left out, or put in. */
    private static String edited(String old, RandomGenerator random) {
        var text = new StringBuilder(old);
        var letter = (char) random.nextInt('!', '~');
        var at = text.isEmpty() ? 0 : random.nextInt(text.length());
        switch (text.isEmpty() ? 2 : random.nextInt(3)) {
            case 0 -> text.setCharAt(at, letter);
            case 1 -> text.deleteCharAt(at);
            default -> text.insert(at, letter);
        }
        return text.toString();
    }

    private static String shown(@Nullable Object value) {
        var text =
                value instanceof byte[] bytes
                        ? HexFormat.of().formatHex(bytes)
                        : String.valueOf(value);
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .substring(0, Math.min(120, text.length()));
    }
}
