package org.imprimatur.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.log.CheckedEntry;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether entries are what was signed, computed from their bytes each time it is asked: a mark that is stored could be
 * changed as easily as what it stands for.
 */
@Service
@Transactional(readOnly = true)
public class EntryMarks {

    /** How an entry stands to the tree that was signed last. */
    public enum Place {
        /** In it, and a witness that is configured has cosigned it. */
        COSIGNED,
        /** In it. */
        SIGNED,
        /** Newer than it. */
        PENDING,
        /** It does not lead to the root that was signed. */
        NOT_IN_TREE
    }

    /** How what is disclosed stands to what the leaf commits to. */
    public enum Disclosure {
        FITS,
        REDACTED,
        DOES_NOT_FIT
    }

    /**
     * @param leaf whether the bytes have the hash stored beside them
     * @param redactedBy the entry that says so; {@code null} unless it was redacted
     */
    public record Mark(
            boolean leaf, Place place, Disclosure disclosure, @Nullable Long redactedBy) {

        public boolean isGood() {
            return leaf && place != Place.NOT_IN_TREE && disclosure != Disclosure.DOES_NOT_FIT;
        }
    }

    /** @param size of the checkpoint that they were held against */
    public record Marks(long size, Map<Long, Mark> of) {}

    /** Of a log that signed nothing yet, or whose newest checkpoint nobody signed. */
    private static final Checkpoint NOTHING = new Checkpoint("none", 0, Hasher.EMPTY_ROOT);

    private final JdbcClient jdbc;
    private final CoveringCheckpoint covering;

    EntryMarks(JdbcClient jdbc, CoveringCheckpoint covering) {
        this.jdbc = jdbc;
        this.covering = covering;
    }

    /** The same few statements, however many entries there are and however long the trail is. */
    public Marks of(Collection<Long> seqs) {
        return of(seqs, covering.signed(), covering.cosigned());
    }

    /** @param head what they are held against, as {@link CoveringCheckpoint#newest} gave it once */
    Marks under(Optional<SignedCheckpoint> head, Collection<Long> seqs) {
        return of(seqs, head, covering.cosigned().flatMap(_ -> head));
    }

    private Marks of(
            Collection<Long> seqs,
            Optional<SignedCheckpoint> signed,
            Optional<SignedCheckpoint> byWitness) {
        var asked = seqs.isEmpty() ? List.of(-1L) : seqs;
        var head = signed.map(SignedCheckpoint::checkpoint).orElse(NOTHING);
        var cosigned = byWitness.map(newest -> newest.checkpoint().size()).orElse(0L);
        var tree = new SignedTree(head, asked, jdbc);
        var redactions = EntryRows.redactions(jdbc, asked);
        var marks = new HashMap<Long, Mark>();
        for (var entry : EntryRows.at(jdbc, asked)) {
            var seq = entry.seq();
            var checked = CheckedEntry.of(entry);
            var right = checked.hash().equals(entry.hash());
            marks.put(
                    seq,
                    new Mark(
                            right,
                            place(
                                    seq,
                                    right && tree.holds(seq, checked.hash()),
                                    head.size(),
                                    cosigned),
                            disclosure(checked, redactions.containsKey(seq)),
                            checked.silent() ? redactions.get(seq) : null));
        }
        return new Marks(head.size(), marks);
    }

    private static Place place(long seq, boolean held, long size, long cosigned) {
        if (seq >= size) {
            return Place.PENDING;
        }
        if (!held) {
            return Place.NOT_IN_TREE;
        }
        return seq < cosigned ? Place.COSIGNED : Place.SIGNED;
    }

    private static Disclosure disclosure(CheckedEntry checked, boolean redacted) {
        if (checked.silent()) {
            return redacted ? Disclosure.REDACTED : Disclosure.DOES_NOT_FIT;
        }
        return checked.findings().stream()
                        .allMatch(finding -> finding.verdict() == Verdict.LEAF_MISMATCH)
                ? Disclosure.FITS
                : Disclosure.DOES_NOT_FIT;
    }
}
