package org.imprimatur.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.people.Actor;
import org.imprimatur.people.FormerIdentity;
import org.imprimatur.people.PeopleEvent;
import org.imprimatur.people.ReadAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the trail forget a person: each payload that names them goes, and an entry says so. The leaves stay as they are.
 *
 * <p>What such a payload said of another account is said again, as it is now, so that the trail still tells every account.
 */
@Component
class Forgetting {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ReadAccounts accounts;

    Forgetting(JdbcClient jdbc, JsonMapper json, ReadAccounts accounts) {
        this.jdbc = jdbc;
        this.json = json;
        this.accounts = accounts;
    }

    /** Where one person is named, and whose accounts those entries tell beside. */
    final class Named {

        private final PeopleEvent.Redacted redaction;
        private final List<Long> entries = new ArrayList<>();
        private final Set<String> others = new HashSet<>();
        private long read = -1;

        private Named(PeopleEvent.Redacted redaction) {
            this.redaction = redaction;
            readOn(null);
        }

        /**
         * Whoever holds the head's lock calls this: what was appended since is read, and nothing more can come.
         *
         * @param correlation of the consent, which names nobody who is to be forgotten, whatever words it has
         */
        void forget(UUID correlation) {
            readOn(correlation);
            for (var seq : entries) {
                var leaf =
                        Leaf.of(
                                AuditEvent.of("REDACTED", redaction.by())
                                        .show("redacted", seq)
                                        .show("request", redaction.request())
                                        .build(),
                                correlation,
                                json);
                jdbc.sql("CALL " + Trail.SCHEMA + ".redact(?, ?, ?)")
                        .params(seq, leaf.event(), leaf.payload())
                        .update();
            }
            accounts.profiles(others)
                    .forEach(
                            (username, now) -> {
                                var leaf =
                                        Leaf.of(
                                                AuditEvents.of(
                                                        new PeopleEvent.AccountRestated(
                                                                Actor.SYSTEM, username, now)),
                                                correlation,
                                                json);
                                jdbc.sql("CALL " + Trail.SCHEMA + ".append(?, ?)")
                                        .params(leaf.event(), leaf.payload())
                                        .update();
                            });
        }

        private void readOn(@Nullable UUID own) {
            jdbc.sql(
                            "SELECT p.seq, p.body, l.bytes FROM "
                                    + Trail.SCHEMA
                                    + ".payload p JOIN "
                                    + Trail.SCHEMA
                                    + ".leaf l ON l.seq = p.seq WHERE p.seq > ? AND p.body <> '{}' ORDER BY p.seq")
                    .withFetchSize(1_000)
                    .param(read)
                    .query(
                            row -> {
                                read = row.getLong(1);
                                var told = told(row.getString(2));
                                var leaf = Leaf.clear(row.getBytes(3), json);
                                if (isNamedIn(told, redaction.was())
                                        && (own == null
                                                || !leaf.path("correlation")
                                                        .asString()
                                                        .equals(own.toString()))) {
                                    entries.add(read);
                                    var subject = told.get("subject");
                                    if (subject != null
                                            && AccountEntries.isOne(
                                                    leaf.path("action").asString())) {
                                        others.add(subject);
                                    }
                                }
                            });
        }

        /** A payload of another form, which nobody here wrote, is looked through as it stands. */
        private Map<String, String> told(String payload) {
            var values = Leaf.values(payload, json);
            return values.isEmpty() ? Map.of("payload", payload) : values;
        }
    }

    /** Reads the whole trail, before anything is locked. */
    Named named(PeopleEvent.Redacted redaction) {
        return new Named(redaction);
    }

    /**
     * What somebody else signed stays whole: an approval may stand on it, and a name is in it by chance
     * or by its signer's word.
     */
    static boolean isNamedIn(Map<String, String> told, FormerIdentity person) {
        return !isSignedByAnother(told, person)
                && told.entrySet().stream()
                        .anyMatch(member -> isNamedIn(member.getKey(), member.getValue(), person));
    }

    private static boolean isSignedByAnother(Map<String, String> told, FormerIdentity person) {
        var actor = told.get("actor");
        return actor != null
                && !person.isUser(actor)
                && !told.getOrDefault("signature", "").isEmpty();
    }

    /**
     * Names are looked for where people or their words stand. In a key, a hash or a word of the system's own they stand by
     * chance: whoever signed as “e” would make nearly everything go.
     */
    static boolean isNamedIn(String member, String value, FormerIdentity person) {
        return switch (member) {
            case "actor", "subject", "requester", "holder" -> person.isUser(value);
            case "name" -> person.isCalled(value);
            case "reason", "section" -> person.isNamedIn(value);
            case "authors", "signature" -> person.isAmong(value);
            case "filter" ->
                    person.isAmong(value)
                            || TrailFilter.personIn(value).filter(person::isSoughtBy).isPresent();
            default -> person.isIdentifiedIn(value);
        };
    }
}
