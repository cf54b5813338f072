package org.imprimatur.assurance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.imprimatur.audit.WholeTrail;
import org.imprimatur.log.Findings;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.Unreadable;
import org.imprimatur.log.Verdict;
import org.imprimatur.log.VerifyTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds everything against everything: trail and checkpoints against the signer's memory, then tables, engine and badge
 * against the trail.
 *
 * <p>All is read in one snapshot, while everybody works on. Memory does not grow with the trail: of what it says only the
 * accounts, policies and processes are kept, and a few articles at a time.
 */
@Service
public class Fsck {

    private static final int ARTICLES_AT_A_TIME = 100;

    /** The signer publishes what it signed within a second. */
    private static final int MOST_WAITS = 30;

    private final WholeTrail trail;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Optional<ShownStatus> shown;
    private final TransactionTemplate snapshot;

    @Autowired
    Fsck(
            WholeTrail trail,
            JdbcClient jdbc,
            Clock clock,
            Optional<ShownStatus> shown,
            PlatformTransactionManager transactions) {
        this.trail = trail;
        this.jdbc = jdbc;
        this.clock = clock;
        this.shown = shown;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * For a database that no application is started on.
     *
     * @param signer the folder of the signer's key and memory
     */
    public static Fsck of(DataSource database, Path signer, Clock clock) {
        return new Fsck(
                WholeTrail.in(database, signer),
                JdbcClient.create(database),
                clock,
                Optional.empty(),
                new DataSourceTransactionManager(database));
    }

    /** Told now and then how far it has come. */
    public interface Progress {

        /** @param of how many entries and articles there are to read, all together */
        void at(long done, long of);
    }

    /**
     * @param entries how many the trail has
     * @param sentences about what was read, for people
     */
    public record Report(long entries, long articles, Findings findings, List<String> sentences) {

        /** The word that is reported first, or {@code OK}. */
        public String verdict() {
            return findings.first().map(first -> first.verdict().name()).orElse("OK");
        }
    }

    public Report run(Progress progress) {
        var memory = memory(); // first, so that what is remembered is in the snapshot
        return Objects.requireNonNull(
                snapshot.execute(
                        status -> {
                            status.setRollbackOnly(); // a row that nobody can load must not fail it
                            return new Run(memory, progress).report();
                        }));
    }

    /** As soon as what it remembers is published, or after a while as it is. */
    private Optional<WholeTrail.Memory> memory() {
        for (var waits = 0; waits < MOST_WAITS; waits++) {
            var memory = trail.memory();
            if (memory.isEmpty()) {
                return memory;
            }
            var size = memory.get().size();
            if (trail.size() < size // it will never be
                    || (size > 0 || trail.size() == 0)
                            && trail.signedSize(memory.get().log()) >= size) {
                return memory;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return trail.memory();
    }

    private final class Run {

        private final Optional<WholeTrail.Memory> memory;
        private final Progress progress;
        private final Findings findings = new Findings();
        private final Registers registers = new Registers(findings);
        private final List<String> sentences = new ArrayList<>();
        private final Duration ahead;
        private final long entries;
        private final long articles;
        private final @Nullable ShownStatus badges = shown.orElse(null);

        Run(Optional<WholeTrail.Memory> memory, Progress progress) {
            this.memory = memory;
            this.progress = progress;
            this.ahead = ahead();
            this.entries = trail.size();
            this.articles = jdbc.sql("SELECT COUNT(*) FROM article").query(Long.class).single();
        }

        /** By how much our clock is before the database's, which stamps the entries. */
        private Duration ahead() {
            var stamped = jdbc.sql("SELECT UTC_TIMESTAMP(6)").query(LocalDateTime.class).single();
            var ahead = Duration.between(stamped.toInstant(ZoneOffset.UTC), clock.instant());
            return ahead.isNegative() ? Duration.ZERO : ahead;
        }

        Report report() {
            progress.at(0, entries + articles);
            checkMemory();
            trail.addWhatTheSignerRefuses(findings);
            trail.addWhatTheSchemasDo(findings);
            trail.addWhatFollowsByNoEntry(findings);
            readTrail();
            registers.compare(jdbc);
            readArticles();
            new TableInvariants(jdbc, clock).check(findings);
            if (badges == null) {
                sentences.add(
                        "badges are recomputed where the application runs: ask its auditor’s desk");
            }
            return new Report(entries, articles, findings, List.copyOf(sentences));
        }

        private void checkMemory() {
            if (memory.isEmpty()) {
                if (trail.isSignedElsewhere()) {
                    sentences.add("signed by another node: the signer’s memory is not here");
                } else if (entries > 0) {
                    findings.add(Verdict.NO_STATE, "there is no memory of what was signed last");
                }
                return;
            }
            var size = memory.get().size();
            var signed = trail.signedSize(memory.get().log());
            if (signed >= size) {
                return;
            }
            if (entries < size) {
                findings.add(
                        Verdict.ROLLBACK,
                        "the trail has %d entries and checkpoints up to %d, and %d were signed"
                                .formatted(entries, signed, size));
            } else {
                findings.add(
                        Verdict.BAD_SIGNATURE,
                        "the checkpoint of size " + size + " was signed and is not there");
            }
        }

        private void readTrail() {
            try {
                sentences.addAll(
                        VerifyTrail.verify(
                                trail.parts(this::misfiled, this::strayBlock),
                                memory.map(WholeTrail.Memory::keys).orElse(List.of()),
                                memory.stream()
                                        .map(WholeTrail.Memory::checkpoint)
                                        .map(SignedCheckpoint::checkpoint)
                                        .toList(),
                                findings,
                                registers::take,
                                done -> progress.at(done, entries + articles)));
            } catch (Unreadable malformed) {
                findings.add(Verdict.UNKNOWN_KEY, "a stored key is " + malformed.getMessage());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private void misfiled(long seq) {
            findings.add(
                    Verdict.PROJECTION_MISMATCH,
                    seq,
                    "it is not filed under the article that it is about");
        }

        private void strayBlock(long number) {
            findings.add(
                    Verdict.PROJECTION_MISMATCH,
                    "block " + number + " of the tree is not stored as its entries make it");
        }

        private void readArticles() {
            for (var orphan : trail.orphans()) {
                findings.add(
                        Verdict.PROJECTION_MISMATCH,
                        "article " + orphan + ": the tables have nothing of it");
            }
            var done = 0L;
            for (var page = page(null); !page.isEmpty(); page = page(page.getLast())) {
                compareReadable(page);
                done += page.size();
                progress.at(entries + done, entries + articles);
            }
        }

        private List<UUID> page(@Nullable UUID after) {
            return jdbc.sql(
                            "SELECT id FROM article WHERE :after IS NULL OR id > :after ORDER BY id LIMIT :most")
                    .param("after", after)
                    .param("most", ARTICLES_AT_A_TIME)
                    .query((row, _) -> row.getObject(1, UUID.class))
                    .list();
        }

        /** One article whose rows cannot be read hides no other. */
        private void compareReadable(List<UUID> page) {
            try {
                compare(page);
            } catch (RuntimeException unreadable) {
                if (page.size() > 1) {
                    page.forEach(article -> compareReadable(List.of(article)));
                } else {
                    findings.add(
                            Verdict.PROJECTION_MISMATCH,
                            "article %s: its rows cannot be read: %s"
                                    .formatted(page.getFirst(), unreadable.getMessage()));
                }
            }
        }

        private void compare(List<UUID> page) {
            var tables = ArticleTables.of(page, jdbc);
            Map<UUID, String> words = badges == null ? Map.of() : badges.of(page);
            var folds = new HashMap<UUID, ArticleFold>();
            trail.about(
                    page,
                    (article, entry) -> folds.computeIfAbsent(article, this::fold).take(entry));
            for (var article : page) {
                var fold = folds.computeIfAbsent(article, this::fold);
                var facts = fold.facts();
                facts.compare(
                        tables.getOrDefault(article, new Facts()),
                        (name, how) ->
                                findings.add(
                                        name.matches(
                                                        ".*: (signature|assertion|signing session|signed as)")
                                                ? Verdict.SIGNATURE_NOT_FOR_RECORD
                                                : Verdict.PROJECTION_MISMATCH,
                                        "article " + article + ": " + name + ": " + how));
                facts.compareMoments(
                        tables.getOrDefault(article, new Facts()),
                        ahead,
                        (name, how) ->
                                findings.add(
                                        Verdict.PROJECTION_MISMATCH,
                                        "article " + article + ": " + name + ": " + how));
                var badge = badges == null ? null : words.getOrDefault(article, "");
                if (badge != null && !badge.equals(fold.shown())) {
                    findings.add(
                            Verdict.PROJECTION_MISMATCH,
                            "article %s: the badge says “%s”, the trail “%s” (I9)"
                                    .formatted(article, badge, fold.shown()));
                }
            }
        }

        private ArticleFold fold(UUID article) {
            return new ArticleFold(
                    (verdict, seq, why) ->
                            findings.add(verdict, seq, "article " + article + ": " + why));
        }
    }
}
