package org.imprimatur.audit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.Tile;
import org.imprimatur.log.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs how far the trail has come, within a second of each commit, and only if it grew by appending alone from what was
 * signed before.
 *
 * <p>That is known from {@link SignerState}, which lies outside the database: the tree is grown from its subtrees, so
 * whatever the database says of older entries cannot enter a new checkpoint. At its start, and again every hour, the
 * signer reads the whole trail against the same memory; where they differ nothing is signed any more.
 *
 * <p>One thread of one node signs: the one that holds the {@link SignerLease} and has the state file.
 */
@Component
class Signer implements SmartLifecycle {

    /** Between two checkpoints, so that a busy trail has a few a second and not one for each entry. */
    private static final long PAUSE_MS = 200;

    /** Until it looks by itself: other nodes append too, and a witness may be back. */
    private static final long LONGEST_WAIT_MS = 1_000;

    private static final long BETWEEN_REREADINGS_NS = 3_600_000_000_000L;

    /** After a refusal, and twice as long after each further one, up to about a minute. */
    private static final long SHORTEST_PAUSE_NS = 1_000_000_000L;

    private static final int DOUBLINGS = 6;

    /** How far a clock may be corrected backwards without a word, as the verifier has it. */
    private static final Duration CORRECTION = Duration.ofSeconds(1);

    private static final Set<Verdict> WITNESSED = EnumSet.of(Verdict.FORK, Verdict.ROLLBACK);

    private static final int BATCH = 5_000;

    private static final Logger log = LoggerFactory.getLogger(Signer.class);

    private final LogSettings settings;
    private final SignerFolder folder;
    private final RememberedApprovals approvals;
    private final ApprovalFold reviews;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SignerLease lease;
    private final SigningKeys keys;
    private final TrailTree tree;
    private final Cosigning cosigning;

    private final Semaphore work = new Semaphore(0);
    private final AtomicReference<@Nullable Unsignable> trouble = new AtomicReference<>();
    private volatile @Nullable Thread thread;
    private long rereadAt = System.nanoTime();
    private boolean reread;

    /** One after the other, without a signature between; each reads the whole trail again. */
    private int refusals;

    private volatile long refusedUntil = System.nanoTime();

    Signer(
            LogSettings settings,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            TrailTree tree,
            Cosigning cosigning,
            ApplicationEventPublisher events) {
        this.settings = settings;
        this.folder = new SignerFolder(settings.directory());
        this.approvals = folder.approvals();
        this.reviews = new ApprovalFold(jdbc, approvals);
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.lease = new SignerLease(jdbc, transaction);
        this.keys = new SigningKeys(folder, jdbc, transaction, events);
        this.tree = tree;
        this.cosigning = cosigning;
        // here, because a context that is paused and resumed is started twice; and only without a
        // trail, which needs what it was signed with
        if (!settings.keep() && isUntouched()) {
            folder.discard();
        }
    }

    private record Entry(long seq, byte[] bytes, byte[] hash) {}

    /** Something was appended. */
    void wake() {
        work.release();
    }

    /** Why nothing is signed; empty while all is well. */
    Optional<Unsignable> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** Begins a log where there is none. Before anything else starts, because the first entry must find it. */
    @Override
    public void start() {
        if (isUntouched() && remembersNothing()) {
            begin();
        }
        var signing = Thread.ofPlatform().daemon().name("log-signer").unstarted(this::run);
        thread = signing;
        signing.start();
    }

    private boolean remembersNothing() {
        try {
            return folder.state().map(SignerState::size).orElse(0L) == 0;
        } catch (Unsignable | UncheckedIOException damaged) {
            return false; // said by whoever wants to sign
        }
    }

    private boolean isUntouched() {
        return size() == 0
                && jdbc.sql("SELECT COUNT(*) FROM log_origin").query(Integer.class).single() == 0;
    }

    /** Killed at any point of this, it does the same when it is started again: what is there already stays. */
    private void begin() {
        var chosen =
                Objects.requireNonNullElseGet(
                        settings.origin(),
                        () -> "imprimatur.localhost/" + UUID.randomUUID().toString());
        var key = folder.makeKey(chosen);
        var origin = key.verifier().name();
        var now = now();
        var nothing = new Checkpoint(origin, 0, Hasher.EMPTY_ROOT);
        folder.write(
                new SignerState(1, now, List.of(), SigningKeys.sign(List.of(key), nothing, now)));
        transaction.executeWithoutResult(
                _ -> {
                    jdbc.sql("INSERT INTO log_origin (number, origin, opened_at) VALUES (1, ?, ?)")
                            .params(origin, stored(now))
                            .update();
                    keys.list(key, 1, 0);
                });
        log.info("The log {} begins; its key is {}", origin, key.verifier());
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                var woken = work.tryAcquire(LONGEST_WAIT_MS, MILLISECONDS);
                if (woken) {
                    work.drainPermits();
                }
                if (System.nanoTime() - refusedUntil >= 0) {
                    advance();
                }
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException | OutOfMemoryError failure) {
                log.warn("No checkpoint this time: {}", failure.toString());
            }
        }
    }

    /** Reads the whole trail again before the next checkpoint. */
    synchronized void distrust() {
        reread = false;
    }

    /** Signs what is new, if anything is. Safe to call at any time; nothing is signed twice. */
    synchronized void advance() {
        tree.keepOnlyOf(presentLog());
        try {
            var state = requireState();
            if (state == null) {
                recovered(); // another node signs
                return;
            }
            if (!reread
                    || !approvals.isThere()
                    || System.nanoTime() - rereadAt > BETWEEN_REREADINGS_NS) {
                reread(state);
                reread = true;
                rereadAt = System.nanoTime();
            }
            if (isRefusedByWitness()) {
                cosigning.catchUp(state.log(), tree);
            }
            if (keys.isHandedOver(state)) {
                publish(state); // the one checkpoint that both signed: without it nobody follows
                keys.promote();
            }
            grow(state);
            if (announcesNextKey(Objects.requireNonNull(requireState()))) {
                grow(Objects.requireNonNull(requireState()));
            }
            cosigning.catchUp(state.log(), tree);
            recovered();
        } catch (Unsignable found) {
            refuse(found);
        } catch (UncheckedIOException unreadable) {
            refuse(new Unsignable(Verdict.NO_STATE, String.valueOf(unreadable.getMessage())));
        }
    }

    /** Once it is mended, the whole trail is read again before anything is signed. */
    private void refuse(Unsignable found) {
        reread = false;
        refusedUntil =
                System.nanoTime() + SHORTEST_PAUSE_NS * (1L << Math.min(refusals++, DOUBLINGS));
        report(found);
    }

    /** A log that a witness saw otherwise is not grown any further before the witness takes it. */
    private boolean isRefusedByWitness() {
        return refusal().isPresent();
    }

    boolean isLeasedElsewhere() {
        return lease.isHeldElsewhere();
    }

    /** FORK or ROLLBACK, by this signer or its witness; empty while all is well. */
    Optional<Unsignable> refusal() {
        return trouble().filter(found -> WITNESSED.contains(found.verdict()));
    }

    private @Nullable SignerState requireState() {
        var state = folder.state();
        if (state.isPresent()) {
            if (state.get().log() < presentLog()) {
                throw new Unsignable(
                        Verdict.NO_STATE,
                        "the log was opened again as number %d, and the memory in %s is of number %d"
                                .formatted(presentLog(), folder.directory(), state.get().log()));
            }
            return state.get();
        }
        // a lease is what the database says: that another node signs explains a folder without a
        // memory, and not one that has lost it
        if (isUntouched() || !folder.isUsed() && lease.isHeldElsewhere()) {
            return null;
        }
        throw new Unsignable(
                Verdict.NO_STATE,
                "there is no memory of what was signed last in " + folder.directory());
    }

    private void grow(SignerState state) {
        var range = state.range();
        var last = state.newestLeaf();
        var size = size();
        if (size < state.size()) {
            throw new Unsignable(
                    Verdict.ROLLBACK,
                    "the trail has %d entries, and %d were signed".formatted(size, state.size()));
        }
        if (size > state.size()) {
            requireSameEnd(state);
        }
        while (range.size() < size) {
            for (var entry : entries(range.size(), size)) {
                last = take(entry, range, last);
            }
        }
        // What one can read need not be on disk yet: InnoDB shows a commit before it has flushed
        // it. Taking the lease is a commit of its own, and the redo log is written in order, so
        // every entry read above is durable afterwards. Without this, a power cut could take away
        // entries whose checkpoint is already signed.
        if (!lease.take() || range.size() == state.size()) {
            publish(state);
            return;
        }
        var now = now();
        if (now.isBefore(last.minus(CORRECTION))) {
            throw new Unsignable(
                    Verdict.TIME_REGRESSION,
                    "the database says it is " + now + ", before its newest entry of " + last);
        }
        var checkpoint = new Checkpoint(state.origin(), range.size(), range.root());
        var signed = keys.sign(checkpoint, now);
        var next = new SignerState(state.log(), last, range.subtrees(), signed);
        // first the memory, then the word: a signature that was given is never forgotten
        if (!reviews.follow(state.log(), checkpoint.size(), lease::keep)) {
            return;
        }
        folder.write(next);
        publish(next);
    }

    private static Instant take(Entry entry, CompactRange range, Instant last) {
        var hash = check(entry, range.size());
        var at = time(entry);
        if (at.isBefore(last.minus(CORRECTION))) {
            throw new Unsignable(
                    Verdict.TIME_REGRESSION,
                    "entry %d is of %s, before its predecessor of %s"
                            .formatted(entry.seq(), at, last));
        }
        range.append(hash);
        return at.isAfter(last) ? at : last;
    }

    private static Instant time(Entry entry) {
        try {
            return Leaf.time(entry.bytes());
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new Unsignable(
                    Verdict.LEAF_MISMATCH, "entry %d is no leaf".formatted(entry.seq()));
        }
    }

    private static Hash check(Entry entry, long expected) {
        if (entry.seq() != expected) {
            throw new Unsignable(Verdict.GAP, "there is no entry " + expected);
        }
        var hash = Hasher.leaf(entry.bytes());
        if (!hash.equals(Hash.of(entry.hash()))) {
            throw new Unsignable(
                    Verdict.LEAF_MISMATCH,
                    "entry %d is not what its leaf hash was made of".formatted(entry.seq()));
        }
        return hash;
    }

    /** The whole trail against what was signed. */
    private void reread(SignerState state) {
        if (size() < state.size()) {
            return; // said by whoever wants to grow it
        }
        if (!root(0, state.size()).equals(state.checkpoint().checkpoint().root())) {
            throw new Unsignable(
                    Verdict.ROOT_MISMATCH,
                    "the first %d entries are not those that were signed".formatted(state.size()));
        }
        reviews.follow(state.log(), state.size(), lease::keep);
    }

    /**
     * The last entries that were signed, as far as they are a subtree of their own: whoever inserts one before them moves
     * them, and nothing is to be signed on top of that, though the whole trail is read again only in an hour.
     */
    private void requireSameEnd(SignerState state) {
        var width = Long.lowestOneBit(state.size());
        if (width > 0
                && !root(state.size() - width, state.size()).equals(state.subtrees().getLast())) {
            throw new Unsignable(
                    Verdict.INCONSISTENT,
                    "the last of the %d entries that were signed are others by now"
                            .formatted(state.size()));
        }
    }

    private Hash root(long from, long until) {
        var range = new CompactRange();
        while (from + range.size() < until) {
            for (var entry : entries(from + range.size(), until)) {
                range.append(check(entry, from + range.size()));
            }
        }
        return range.root();
    }

    /** Never empty: fewer entries than {@code until} make a gap. */
    private List<Entry> entries(long from, long until) {
        var found =
                jdbc.sql(
                                "SELECT seq, bytes, hash FROM "
                                        + Trail.SCHEMA
                                        + ".leaf WHERE seq >= ? AND seq < ? ORDER BY seq")
                        .params(from, Math.min(until, from + BATCH))
                        .query((row, _) -> entry(row))
                        .list();
        if (found.isEmpty()) {
            throw new Unsignable(Verdict.GAP, "there is no entry " + from);
        }
        return found;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong(1), row.getBytes(2), row.getBytes(3));
    }

    /** Does nothing where it is published already. */
    private void publish(SignerState state) {
        if (state.size() == 0) {
            return;
        }
        transaction.executeWithoutResult(
                _ -> {
                    storeBlocks(state.size() / Tile.FULL);
                    cosigning.publish(state);
                });
    }

    private void storeBlocks(long complete) {
        var stored =
                jdbc.sql("SELECT COALESCE(MAX(number) + 1, 0) FROM log_block")
                        .query(Long.class)
                        .single();
        for (var number = stored; number < complete; number++) {
            jdbc.sql("INSERT IGNORE INTO log_block (number, hash) VALUES (?, ?)")
                    .params(number, tree.computeBlock(number).bytes())
                    .update();
        }
    }

    /** @return whether the trail grew by this */
    private boolean announcesNextKey(SignerState state) {
        var next = keys.toAnnounce();
        if (next.isEmpty() || !lease.take()) {
            return false;
        }
        var ahead = SigningKeys.sign(List.of(next.get()), state.checkpoint().checkpoint(), now());
        if (!cosigning.takes(ahead, next.get().verifier(), state.log(), tree)) {
            return false;
        }
        keys.announce(next.get(), state.log());
        return true;
    }

    private int presentLog() {
        return jdbc.sql("SELECT COALESCE(" + PublishedLog.PRESENT + ", 0)")
                .query(Integer.class)
                .single();
    }

    private long size() {
        return EntryRows.size(jdbc);
    }

    /** The database's, as the leaves have it. */
    private Instant now() {
        return Objects.requireNonNull(
                        jdbc.sql("SELECT UTC_TIMESTAMP(6)").query(LocalDateTime.class).single())
                .toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private void report(Unsignable found) {
        var before = trouble.getAndSet(found);
        if (before == null || before.verdict() != found.verdict()) {
            log.error("Nothing is signed any more. {}", found.getMessage());
        }
    }

    private void recovered() {
        refusals = 0;
        refusedUntil = System.nanoTime();
        if (trouble.getAndSet(null) != null) {
            log.info("The trail is signed again");
        }
    }

    @Override
    public void stop() {
        var signing = thread;
        thread = null;
        if (signing != null) {
            signing.interrupt();
            try {
                signing.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the policy and the process, which append. */
    @Override
    public int getPhase() {
        return -1;
    }
}
