package org.imprimatur.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.Findings;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.TrailParts;
import org.imprimatur.log.Unreadable;
import org.imprimatur.log.Verdict;
import org.imprimatur.log.VerifierKey;
import org.imprimatur.log.VerifyTrail;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way back after a lawful restore, or after the signer's key or memory was lost: two persons let the log go on under a
 * new name and a new key, and the first thing it says is that they did.
 *
 * <p>It is not a way to sign what was tampered with. What is stored has to agree with everything that was ever signed and
 * is still stored, and with the signer's memory where there is one: {@link RestoredTrail}. A log that is being signed stays
 * as it is. Whoever kept the old key learns of the new one from its publisher alone: the old one never vouches for it.
 */
public final class ReopenLog {

    /** What the signer says where this is the way back. */
    private static final Set<Verdict> AFTER_A_LOSS =
            Set.of(Verdict.NO_STATE, Verdict.ROLLBACK, Verdict.ROOT_MISMATCH);

    private static final int LONGEST_NAME = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SignerFolder folder;
    private final WholeTrail trail;
    private final Signer signer;

    private ReopenLog(DataSource database, LogSettings settings) {
        var transactions = new DataSourceTransactionManager(database);
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(transactions);
        this.folder = new SignerFolder(settings.directory());
        this.trail = WholeTrail.in(database, settings.directory());
        this.signer =
                new Signer(
                        settings,
                        jdbc,
                        transactions,
                        new TrailTree(jdbc),
                        new Cosigning(settings, jdbc, transactions),
                        _ -> {});
    }

    /** For a database that an application is stopped on, or refuses to sign. */
    public static ReopenLog in(DataSource database, Environment settings) {
        var bound = Binder.get(settings).bind("imprimatur.log", LogSettings.class).get();
        return new ReopenLog(
                database,
                new LogSettings(bound.directory(), true, bound.origin(), bound.witness()));
    }

    /** It was not opened again; the message is a sentence for people. */
    public static final class Refused extends RuntimeException {

        public Refused(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /**
     * @param origin the name from here on
     * @param key that signs from here on
     * @param vouched how many entries, from the first on, were known to be those that were signed before
     * @param entries how many there were
     */
    public record Reopened(String origin, VerifierKey key, long vouched, long entries) {}

    /**
     * @param origin the new name; by default the first one and a number
     * @throws Refused and nothing is changed
     */
    public Reopened reopen(
            Person requester, Person confirmer, String reason, @Nullable String origin) {
        requireTwo(requester, confirmer);
        if (reason.isBlank()) {
            throw new Refused("Say why: the reason is recorded.");
        }
        requireLoss();
        var before = newest();
        var stored = trail.parts(_ -> {}, _ -> {});
        var known = known(stored.keys());
        var vouched = requireAgreement(stored, known);
        var entries = trail.size();
        var number = before.number() + 1;
        var name = origin == null ? first() + "/" + number : origin;
        if (name.length() > LONGEST_NAME) {
            throw new Refused("A log’s name has at most " + LONGEST_NAME + " characters.");
        }
        var key = key(name);
        var last = lastKnown(before.number());
        var event =
                Leaf.of(
                        AuditEvents.of(
                                new LogEvent.Reopened(
                                        confirmer.as(role(confirmer)),
                                        requester.username(),
                                        reason,
                                        before.origin(),
                                        key.verifier().toString(),
                                        last.size(),
                                        last.root().hex())),
                        UUID.randomUUID(),
                        new JsonMapper());
        folder.requireWritable();
        transaction.executeWithoutResult(_ -> enter(number, name, key, event));
        folder.startOver(key, before.number(), known);
        folder.write(begun(number, name, key));
        signer.advance();
        signer.trouble()
                .ifPresent(
                        trouble -> {
                            throw new IllegalStateException(trouble);
                        });
        return new Reopened(name, key.verifier(), vouched, entries);
    }

    private static void requireTwo(Person requester, Person confirmer) {
        if (requester.id().equals(confirmer.id())) {
            throw new Refused("It takes two people: somebody else has to confirm.");
        }
        for (var person : List.of(requester, confirmer)) {
            if (!person.isAnyOf(Role.ADMIN, Role.AUDITOR)) {
                throw new Refused(person.username() + " is neither administrator nor auditor.");
            }
        }
        if (!requester.is(Role.ADMIN) && !confirmer.is(Role.ADMIN)) {
            throw new Refused("One of the two has to be an administrator.");
        }
    }

    private static Role role(Person person) {
        return person.is(Role.ADMIN) ? Role.ADMIN : Role.AUDITOR;
    }

    /** The signer itself is asked. If it can sign, it does, and there is nothing to open again. */
    private void requireLoss() {
        if (signer.isLeasedElsewhere()) {
            throw new Refused(
                    "This log is signed by a node at this moment, or was ten seconds ago: there is nothing to open again.");
        }
        signer.distrust();
        signer.advance();
        var trouble = signer.trouble();
        if (trouble.isEmpty() && folder.hasKey()) {
            throw new Refused("This log can be signed: there is nothing to open again.");
        }
        trouble.filter(_ -> isIntact())
                .filter(found -> found.verdict() == Verdict.NO_STATE)
                .ifPresent(
                        found -> {
                            throw new Refused(
                                    "Nothing of the signer’s is lost, but it cannot be used as it is. "
                                            + found.getMessage());
                        });
        trouble.filter(found -> !AFTER_A_LOSS.contains(found.verdict()))
                .ifPresent(
                        found -> {
                            throw new Refused(
                                    "Nothing may be signed here under any name. "
                                            + found.getMessage());
                        });
    }

    /** Whether the key and the memory of the newest name are there: what keeps them from use is a disk, or rights. */
    private boolean isIntact() {
        try {
            folder.key();
            return memory().map(SignerState::log).equals(Optional.of(newest().number()));
        } catch (Unsignable unusable) {
            return false;
        }
    }

    private record Origin(int number, String origin) {}

    private Origin newest() {
        return jdbc.sql("SELECT number, origin FROM log_origin ORDER BY number DESC LIMIT 1")
                .query((row, _) -> new Origin(row.getInt(1), row.getString(2)))
                .optional()
                .orElseThrow(
                        () ->
                                new Refused(
                                        "No log has begun in this database: start the application with an empty folder for the signer."));
    }

    private String first() {
        return jdbc.sql("SELECT origin FROM log_origin ORDER BY number LIMIT 1")
                .query(String.class)
                .single();
    }

    private SigningKey key(String name) {
        var taken =
                jdbc.sql("SELECT COUNT(*) FROM log_origin WHERE origin = ?")
                        .param(name)
                        .query(Integer.class)
                        .single();
        if (taken > 0) {
            throw new Refused("The log was called " + name + " before: choose another name.");
        }
        try {
            return SigningKey.generate(name);
        } catch (Unreadable malformed) {
            throw new Refused("No name of a log: " + malformed.getMessage() + ".");
        }
    }

    /**
     * What is there may be less than was signed, but nothing else.
     *
     * @return how many entries are known to be those that were signed
     */
    private long requireAgreement(TrailParts stored, Collection<VerifierKey> known) {
        var findings = new Findings();
        var restored = new RestoredTrail(stored, known, memory());
        try {
            VerifyTrail.verify(restored, List.of(), List.of(), findings, _ -> {}, _ -> {});
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        findings.first()
                .map(Findings.Finding::toString)
                .or(restored::refusal)
                .ifPresent(
                        reason -> {
                            throw new Refused(
                                    "What is stored does not agree with what was signed: restore a database that does. "
                                            + reason);
                        });
        return restored.vouched();
    }

    /** Those of the signer's folder; where it is lost, there is nothing better than what the database lists. */
    private Set<VerifierKey> known(List<VerifierKey> listed) {
        var known = folder.known();
        memory().map(SignerState::checkpoint)
                .ifPresent(
                        signed ->
                                listed.stream()
                                        .filter(key -> RestoredTrail.signs(key, signed))
                                        .forEach(known::add));
        return known.isEmpty() ? new LinkedHashSet<>(listed) : known;
    }

    /** From the signer's memory where there is one: it knows of entries that a restored database has lost. */
    private Checkpoint lastKnown(int log) {
        return memory().map(SignerState::checkpoint)
                .or(() -> stored(log))
                .map(SignedCheckpoint::checkpoint)
                .orElseGet(() -> new Checkpoint("", 0, Hasher.EMPTY_ROOT));
    }

    private Optional<SignerState> memory() {
        try {
            return folder.state();
        } catch (Unsignable damaged) {
            return Optional.empty();
        }
    }

    private Optional<SignedCheckpoint> stored(int log) {
        return jdbc.sql("SELECT note FROM log_checkpoint WHERE log = ? ORDER BY size DESC LIMIT 1")
                .param(log)
                .query(String.class)
                .optional()
                .map(SignedCheckpoint::parse);
    }

    private void enter(int number, String name, SigningKey key, Leaf event) {
        jdbc.sql(
                        "INSERT INTO log_origin (number, origin, opened_at) VALUES (?, ?, UTC_TIMESTAMP(6))")
                .params(number, name)
                .update();
        jdbc.sql("INSERT INTO log_key (vkey, log, from_size) VALUES (?, ?, ?)")
                .params(key.verifier().toString(), number, trail.size() + 1)
                .update();
        jdbc.sql("CALL " + Trail.SCHEMA + ".append(?, ?)")
                .params(event.event(), event.payload())
                .update();
    }

    /** Older than every entry, because all of them are signed anew. */
    private static SignerState begun(int number, String name, SigningKey key) {
        return new SignerState(
                number,
                Instant.EPOCH,
                List.of(),
                key.sign(new Checkpoint(name, 0, Hasher.EMPTY_ROOT)));
    }
}
