package org.imprimatur.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tree that grows entry by entry, held against the checkpoints that were signed on the way.
 *
 * <p>Of the leaves only those since the newest fitting checkpoint are kept, and of them only a thousand.
 */
final class SignedGrowth {

    /** Up to so many entries between two checkpoints an inserted one is searched for. */
    private static final int SEARCHED = 1_024;

    private final Trust trust;
    private final Findings findings;
    private final CompactRange range = new CompactRange();

    /** The leaves since the newest checkpoint that fits, and the tree before them. */
    private final List<Hash> since = new ArrayList<>();

    private CompactRange fitting = new CompactRange();

    /** The first that does not fit, of each signer whom nobody trusts as yet. */
    private final Map<VerifierKey, Checkpoint> byStrangers = new LinkedHashMap<>();

    private @Nullable Checkpoint lastStrangersFit;

    private final Map<String, Hash> rootsAtThisSize = new HashMap<>();
    private @Nullable Checkpoint firstMisfit;
    private @Nullable Checkpoint lastFit;
    private @Nullable Checkpoint lastMisfit;
    private boolean onlyKeptOnesMisfit = true;

    // the supposition that one entry was inserted: which, the tree without it, and how far that was
    // seen to fit
    private long inserted = -1;
    private @Nullable CompactRange without;
    private long fitsWithout;

    SignedGrowth(Trust trust, Findings findings) {
        this.trust = trust;
        this.findings = findings;
    }

    void append(Hash leaf) {
        range.append(leaf);
        rootsAtThisSize.clear();
        if (since.size() <= SEARCHED) {
            since.add(leaf);
        }
        var misfit = lastMisfit;
        if (misfit == null) {
            return;
        }
        if (without != null) {
            without.append(leaf);
        }
        if (misfit.size() + 1 == range.size()) {
            if (misfit == firstMisfit) {
                supposeInsertion(misfit);
            }
            if (without != null && without.root().equals(misfit.root())) {
                fitsWithout = misfit.size();
            }
        }
    }

    /**
     * Holds the tree as it is now against a checkpoint of its size. What somebody signed whom nobody trusts blames only them:
     * whoever hands out a file can list a key of their own in it.
     *
     * @param kept whether somebody kept it elsewhere: then nobody who can write here could have changed it
     */
    void meet(SignedBy by, boolean kept) {
        var signed = by.checkpoint();
        var fits = signed.root().equals(range.root());
        if (!trust.trusts(by)) {
            if (fits) {
                lastStrangersFit = signed;
            } else {
                by.signers().forEach(key -> byStrangers.putIfAbsent(key, signed));
            }
            return;
        }
        var other = rootsAtThisSize.putIfAbsent(signed.origin(), signed.root());
        if (other != null && !other.equals(signed.root())) {
            findings.add(
                    Verdict.FORK,
                    "two checkpoints of size "
                            + signed.size()
                            + " are signed, with the roots "
                            + other
                            + " and "
                            + signed.root());
        }
        if (fits) {
            lastFit = signed;
            fitting = new CompactRange(range.size(), range.subtrees());
            since.clear();
        } else {
            onlyKeptOnesMisfit &= kept;
            lastMisfit = signed;
            if (firstMisfit == null) {
                firstMisfit = signed;
            }
        }
    }

    /** The root that the tree had at an earlier size; nothing where that is too long ago. */
    Optional<Hash> rootAt(long size) {
        if (lastStrangersFit != null && lastStrangersFit.size() == size) {
            return Optional.of(lastStrangersFit.root());
        }
        var further = size - fitting.size();
        if (further < 0 || further > since.size()) {
            return Optional.empty();
        }
        var tree = new CompactRange(fitting.size(), fitting.subtrees());
        since.subList(0, (int) further).forEach(tree::append);
        return Optional.of(tree.root());
    }

    /** Says what the checkpoints that do not fit mean, now that all are known. */
    void end() {
        byStrangers.forEach(this::misfits);
        var misfit = firstMisfit;
        var last = lastMisfit;
        if (misfit == null || last == null) {
            return;
        }
        var fit = lastFit;
        if (fit != null && fit.size() >= misfit.size() && fit.origin().equals(misfit.origin())) {
            findings.add(
                    Verdict.FORK,
                    "the signed checkpoint of size "
                            + misfit.size()
                            + " contradicts the signed one of size "
                            + fit.size()
                            + ", which these entries fit");
        } else if (fitsWithout == last.size()) {
            findings.add(
                    Verdict.INCONSISTENT,
                    inserted,
                    "without this entry the trail fits the checkpoint of size "
                            + last.size()
                            + ": it was not there when that was signed");
        } else if (onlyKeptOnesMisfit) {
            findings.add(
                    Verdict.INCONSISTENT,
                    "the trail did not grow from the checkpoint of size " + misfit.size());
        } else {
            findings.add(
                    Verdict.ROOT_MISMATCH,
                    fitting.size(),
                    "from here on, the entries below "
                            + misfit.size()
                            + " do not have the root signed for them");
        }
    }

    /** Of a signer who may have become trusted since. */
    private void misfits(VerifierKey signer, Checkpoint signed) {
        if (!trust.trusts(new SignedBy(signed, List.of(signer)))) {
            findings.add(
                    Verdict.UNKNOWN_KEY,
                    "a checkpoint of size "
                            + signed.size()
                            + " that these entries do not fit is signed by "
                            + signer
                            + ", which was not named");
            return;
        }
        onlyKeptOnesMisfit = false;
        if (firstMisfit == null || firstMisfit.size() > signed.size()) {
            firstMisfit = signed;
        }
        if (lastMisfit == null) {
            lastMisfit = signed;
        }
    }

    /** Searches the one entry without which the leaves up to now have the signed root. */
    private void supposeInsertion(Checkpoint signed) {
        if (fitting.size() + since.size() != range.size()) {
            return; // too many to have been kept
        }
        for (var left = 0; left < since.size(); left++) {
            var tree = new CompactRange(fitting.size(), fitting.subtrees());
            for (var i = 0; i < since.size(); i++) {
                if (i != left) {
                    tree.append(since.get(i));
                }
            }
            if (tree.root().equals(signed.root())) {
                inserted = fitting.size() + left;
                without = tree;
                return;
            }
        }
    }
}
