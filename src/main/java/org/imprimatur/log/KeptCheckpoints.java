package org.imprimatur.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checkpoints that somebody kept, alone or within a proof, each with the keys that came with it. */
final class KeptCheckpoints {

    /** @param archive that it lies in, as its name; {@code null} outside of any */
    private record Kept(
            String name,
            @Nullable String archive,
            SignedCheckpoint checkpoint,
            Trust trust,
            boolean proof) {}

    private final VerifyArguments arguments;
    private final Findings findings;
    private final List<Kept> kept = new ArrayList<>();

    /** Archives that hold a trail: what else they hold was made with it. */
    private final Set<String> ofTrails = new HashSet<>();

    KeptCheckpoints(VerifyArguments arguments, Findings findings) {
        this.arguments = arguments;
        this.findings = findings;
    }

    void alone(GivenFile file, SignedCheckpoint checkpoint) {
        kept.add(new Kept(file.name(), file.archive(), checkpoint, arguments.trust(), false));
    }

    /** @param trust what the proof's own keys were added to */
    void ofProof(GivenFile file, SignedCheckpoint checkpoint, Trust trust) {
        kept.add(new Kept(file.name(), file.archive(), checkpoint, trust, true));
    }

    /** This is a trail; other trails, of earlier days, need not go as far as what lies beside it. */
    void besideATrail(GivenFile export) {
        if (export.archive() != null) {
            ofTrails.add(export.archive());
        }
    }

    int size() {
        return kept.size();
    }

    boolean holdsAProof() {
        return kept.stream().anyMatch(Kept::proof);
    }

    /**
     * Those that a trail has to fit. Of what is not of its log it is said that it is not.
     *
     * @param entries how many the trail has, where it is not the only one
     */
    List<SignedBy> of(GivenFile export, long entries, Trust trust) {
        var valid = new ArrayList<SignedBy>();
        var seen = new HashSet<String>();
        for (var one : kept) {
            // the proofs of an archive have one and the same
            if (isOfALaterDay(one, export, entries) || !seen.add(one.checkpoint.toString())) {
                continue;
            }
            var examined = trust.examine(one.checkpoint);
            if (examined.refusal().isPresent()) {
                findings.add(Verdict.BAD_SIGNATURE, one.name + ": " + examined.refusal().get());
            } else if (examined.signers().isEmpty()) {
                findings.add(Verdict.UNKNOWN_KEY, one.name + " is signed by no key of this log");
            } else {
                valid.add(SignedBy.of(examined));
            }
        }
        return valid;
    }

    private boolean isOfALaterDay(Kept one, GivenFile export, long entries) {
        return one.archive != null
                && ofTrails.contains(one.archive)
                && !one.archive.equals(export.archive())
                && one.checkpoint.checkpoint().size() > entries;
    }

    /**
     * Holds them against each other, where there is no trail to hold them against: two of one log and size have one root.
     *
     * @return sentences for people
     * @throws Unreadable if checkpoints were to be compared that cannot be
     */
    List<String> compare() {
        var sentences = new ArrayList<String>();
        var roots = new HashMap<String, Kept>();
        for (var one : kept) {
            if (!one.proof) {
                sentences.add(checkAlone(one));
            }
            var checkpoint = one.checkpoint.checkpoint();
            if (!arguments.keys().isEmpty()
                    && !one.trust.trusts(one.trust.examine(one.checkpoint))) {
                continue; // said of it alone: what somebody else signed is no word of this log
            }
            var other = roots.putIfAbsent(checkpoint.origin() + "\n" + checkpoint.size(), one);
            if (other != null && !other.checkpoint.checkpoint().root().equals(checkpoint.root())) {
                findings.add(
                        Verdict.FORK,
                        other.name
                                + " and "
                                + one.name
                                + " have the size "
                                + checkpoint.size()
                                + " and different roots");
            }
        }
        if (findings.first().isEmpty()
                && arguments.keys().isEmpty()
                && kept.stream().anyMatch(one -> !one.proof)) {
            findings.add(
                    Verdict.UNKNOWN_KEY, "a checkpoint is checked under a key: name it with --key");
        }
        if (roots.size() > 1) {
            requireProofsAlone(sentences);
        }
        return sentences;
    }

    /** Each proof is worth something without the others. Of checkpoints that were to be compared, one must not say OK. */
    private void requireProofsAlone(List<String> sentences) {
        var incomparable =
                "they are of different logs or sizes, and what lies between is in an export alone";
        if (kept.stream().allMatch(Kept::proof)) {
            sentences.add("not held against each other: " + incomparable);
        } else if (findings.first().isEmpty()) {
            throw new Unreadable("checkpoints that cannot be compared: " + incomparable);
        }
    }

    private String checkAlone(Kept one) {
        var examined = one.trust.examine(one.checkpoint);
        var refusal = examined.refusal();
        if (refusal.isPresent()) {
            findings.add(Verdict.BAD_SIGNATURE, one.name + ": " + refusal.get());
        } else if (!arguments.keys().isEmpty() && examined.signers().isEmpty()) {
            findings.add(Verdict.UNKNOWN_KEY, one.name + " is not signed by the key named");
        }
        for (var witness : arguments.witnesses()) {
            if (!examined.cosignedAt().containsKey(witness)) {
                findings.add(
                        Verdict.BAD_SIGNATURE, one.name + " is not cosigned by " + witness.name());
            }
        }
        var checkpoint = examined.checkpoint();
        return one.name + ": " + checkpoint.origin() + ", size " + checkpoint.size();
    }
}
