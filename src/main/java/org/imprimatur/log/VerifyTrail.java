package org.imprimatur.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.imprimatur.log.ExaminedParts.Examined;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole trail once, from front to back, and says what is wrong with it.
 *
 * <p>Memory does not grow with the trail, but for a line for each passkey, each text that was before the board and each
 * review that is open.
 */
public final class VerifyTrail {

    private final Trust trust;
    private final Findings findings;
    private final Reader reader;
    private final LongConsumer progress;
    private final boolean asFile;
    private final TreeMap<Long, List<SignedBy>> kept = new TreeMap<>();

    private final SignedGrowth growth;
    private final Times times;
    private final Redactions redactions;
    private final SignedTexts texts;
    private final RegisteredKeys passkeys;
    private final SignedApprovals approvals;
    private final Reopenings reopenings;

    private final Map<VerifierKey, Long> witnessed = new LinkedHashMap<>();
    private @Nullable ExaminedCheckpoint newest;
    private boolean complete = true;
    private long position;
    private long signed;
    private long ahead;
    private long checkpoints;

    /** Whoever wants to know what was read, in order. */
    @FunctionalInterface
    public interface Reader {

        void entry(ReadEntry entry);

        /** Somebody who is trusted signed all entries that were read so far, and this is how many. */
        default void signed(long size) {}
    }

    /**
     * As a file, which whoever hands it on can have added to: what is not signed in it explains nothing.
     *
     * @param kept what was validly signed, as somebody kept it elsewhere
     * @param progress told the number of entries read
     */
    VerifyTrail(
            Trust trust,
            List<SignedBy> kept,
            Findings findings,
            Reader reader,
            LongConsumer progress) {
        this(trust, kept, findings, reader, progress, true);
    }

    private VerifyTrail(
            Trust trust,
            List<SignedBy> kept,
            Findings findings,
            Reader reader,
            LongConsumer progress,
            boolean asFile) {
        this.asFile = asFile;
        this.trust = trust;
        this.findings = findings;
        this.reader = reader;
        this.progress = progress;
        this.growth = new SignedGrowth(trust, findings);
        this.times = new Times(findings);
        this.redactions = new Redactions(findings, asFile);
        this.texts = new SignedTexts(findings);
        this.passkeys = new RegisteredKeys(findings);
        this.approvals = new SignedApprovals(findings);
        this.reopenings = new Reopenings(growth);
        for (var by : kept) {
            this.kept.computeIfAbsent(by.checkpoint().size(), _ -> new ArrayList<>()).add(by);
        }
    }

    /**
     * Verifies a trail where it lies, and grows: what is not signed yet may say why something is redacted.
     *
     * @param pinned keys that the log signs with, known from elsewhere; none if those that it lists are to do
     * @param kept what was signed by them, known from elsewhere
     * @param reader given every entry, in order
     * @return sentences for people about what was read
     */
    public static List<String> verify(
            TrailParts trail,
            List<VerifierKey> pinned,
            List<Checkpoint> kept,
            Findings findings,
            Reader reader,
            LongConsumer progress)
            throws IOException {
        var trust = new Trust(pinned, List.of());
        trust.list(trail.keys(), trail.witnesses());
        var signers = pinned.isEmpty() ? trail.keys() : pinned;
        var signed = kept.stream().map(checkpoint -> new SignedBy(checkpoint, signers)).toList();
        return new VerifyTrail(trust, signed, findings, reader, progress, false).verify(trail);
    }

    /**
     * @return sentences for people about what was read
     * @throws Unreadable if it is not an export
     */
    List<String> verify(TrailParts export) throws IOException {
        meetKept();
        redactions.begun(export.begun());
        var parts = new ExaminedParts(export, trust);
        for (var next = parts.next(); !next.isEmpty(); next = parts.next()) {
            for (var part : next) {
                switch (part) {
                    case Examined.Entry(ExaminedEntry entry) -> take(entry);
                    case Examined.Signed(long size, ExaminedCheckpoint signed) ->
                            take(size, signed);
                    case Examined.NoCheckpoint(long size, Unreadable reason) -> {
                        checkpoints++;
                        refuse(size, "it is " + reason.getMessage());
                    }
                }
            }
            progress.accept(position);
        }
        return end();
    }

    private void take(ExaminedEntry entry) {
        var seq = entry.entry().seq();
        if (asFile && seq < ahead) { // what it signs came too late to be held against it
            throw new Unreadable(
                    "a checkpoint of size " + ahead + " before the entry at seq " + seq);
        }
        if (seq != position) {
            complete = false;
            findings.add(
                    Verdict.GAP,
                    position,
                    seq > position
                            ? "the next entry is the one at seq " + seq
                            : "the entry at seq " + seq + " comes again");
        }
        position = Math.max(position, seq + 1);
        entry.findings().forEach(findings::add);
        if (complete) {
            growth.append(entry.hash());
        }
        if (entry.time() != ExaminedEntry.NONE) {
            times.entry(seq, entry.time());
        }
        redactions.entry(entry);
        texts.entry(entry);
        passkeys.entry(entry);
        approvals.entry(entry);
        reopenings.entry(entry);
        reader.entry(ReadEntry.of(entry));
        if (entry.handOver() != null) {
            trust.announce(seq, entry.handOver());
        }
        meetKept();
    }

    private void take(long size, ExaminedCheckpoint signed) {
        checkpoints++;
        var refusal = signed.refusalAsStored(size);
        if (refusal.isPresent()) {
            refuse(size, refusal.get());
            return;
        }
        if (newest == null || newest.checkpoint().size() <= size) {
            newest = signed;
        }
        for (var witness : trust.required()) {
            if (signed.cosignedAt().containsKey(witness)) {
                witnessed.merge(witness, size, Math::max);
            }
        }
        if (size < position) {
            throw new Unreadable(
                    "a checkpoint of size " + size + " after " + position + " entries");
        }
        ahead = Math.max(ahead, size);
        if (size == position) {
            if (complete) {
                growth.meet(SignedBy.of(signed), false);
            }
            times.signed(signed.loggedAt(), signed.firstSeenAt(), signed.lastSeenAt());
            signed(SignedBy.of(signed));
        }
    }

    /** Somebody signed all entries that were read so far. */
    private void signed(SignedBy by) {
        trust.handOver(by);
        if (trust.trusts(by)) {
            signed = position;
            redactions.signed(position);
            reader.signed(position);
        }
    }

    private void refuse(long size, String reason) {
        findings.add(
                Verdict.BAD_SIGNATURE, "the checkpoint stored for size " + size + ": " + reason);
    }

    private void meetKept() {
        if (complete) {
            for (var by : kept.getOrDefault(position, List.of())) {
                growth.meet(by, true);
                signed(by);
            }
        }
    }

    private List<String> end() {
        growth.end();
        var sentences = new ArrayList<String>();
        sentences.add(position + " entries, " + checkpoints + " checkpoints");
        kept.tailMap(position, false).forEach(this::beyondTheEnd);
        var last = newest;
        if (last == null) {
            if (position > 0) {
                findings.add(Verdict.BAD_SIGNATURE, "no checkpoint of the log signs these entries");
            }
        } else {
            sentences.add(about(last));
            if (last.checkpoint().size() > position) {
                truncated("the newest checkpoint", last.checkpoint().size());
            } else if (signed < position) {
                sentences.add("not yet signed: the entries from seq " + signed + " on");
            }
            if (!trust.trusts(last)) {
                findings.add(
                        Verdict.UNKNOWN_KEY,
                        "the newest checkpoint is not signed by the key named");
            }
        }
        trust.untrustedKey()
                .ifPresent(
                        key ->
                                findings.add(
                                        Verdict.UNKNOWN_KEY,
                                        "the log signs with " + key + ", which was not named"));
        for (var witness : trust.required()) {
            var size = witnessed.get(witness);
            if (size == null) {
                findings.add(
                        Verdict.BAD_SIGNATURE, "no checkpoint is cosigned by " + witness.name());
            } else {
                sentences.add(witness.name() + " cosigned up to size " + size);
            }
        }
        sentences.addAll(redactions.end());
        sentences.addAll(reopenings.end());
        sentences.addAll(passkeys.end());
        sentences.addAll(approvals.end());
        trust.advice().ifPresent(sentences::add);
        return sentences;
    }

    /** What was kept of a longer trail than this is. */
    private void beyondTheEnd(long size, List<SignedBy> checkpoints) {
        if (checkpoints.stream().anyMatch(trust::trusts)) {
            truncated("a checkpoint that was kept", size);
        } else {
            findings.add(
                    Verdict.UNKNOWN_KEY,
                    "a checkpoint of size "
                            + size
                            + " that was kept is signed by "
                            + checkpoints.getFirst().signers().getFirst()
                            + ", which was not named");
        }
    }

    private void truncated(String by, long size) {
        findings.add(
                Verdict.TRUNCATED,
                position,
                "the trail ends here, and " + by + " says that it had " + size + " entries");
    }

    private static String about(ExaminedCheckpoint checkpoint) {
        return "newest checkpoint: size "
                + checkpoint.checkpoint().size()
                + checkpoint.loggedAt().map(time -> ", signed at " + time).orElse("");
    }
}
