package org.imprimatur.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.log.TrailExport.Part;
import org.jspecify.annotations.Nullable;

/** Says whether a {@code .tlog-proof} proves that its entry is in the log: C2SP tlog-proof, "Verifying a tlog proof". */
final class VerifyProof {

    private static final String APPROVED = "APPROVED";

    private final Trust trust;
    private final Findings findings;
    private final @Nullable String approved;

    /** @param approved hash of the text that the entry has to be the approval of; {@code null} if any entry will do */
    VerifyProof(Trust trust, Findings findings, @Nullable String approved) {
        this.trust = trust;
        this.findings = findings;
        this.approved = approved;
    }

    /**
     * @return sentences for people about what is proven
     * @throws Unreadable if the proof holds no entry
     */
    List<String> verify(TlogProof proof) {
        var entry = entry(proof);
        var examined = ExaminedEntry.of(entry, false);
        examined.findings().forEach(findings::add);
        if (entry.seq() != proof.index()) {
            findings.add(
                    Verdict.LEAF_MISMATCH, entry.seq(), "the proof is about seq " + proof.index());
        }
        var checkpoint = trust.examine(proof.checkpoint());
        var refusal = checkpoint.refusal();
        if (refusal.isPresent()) {
            findings.add(Verdict.BAD_SIGNATURE, "the checkpoint: " + refusal.get());
        } else if (!trust.trusts(checkpoint)) {
            findings.add(
                    Verdict.UNKNOWN_KEY,
                    "the checkpoint is not signed by "
                            + (trust.knowsAKey() ? "the" : "any")
                            + " key named");
        }
        trust.untrustedKey()
                .ifPresent(
                        key ->
                                findings.add(
                                        Verdict.UNKNOWN_KEY,
                                        "the proof was made under "
                                                + key
                                                + ", which was not named"));
        for (var witness : trust.required()) {
            if (!checkpoint.cosignedAt().containsKey(witness)) {
                findings.add(Verdict.BAD_SIGNATURE, "it is not cosigned by " + witness.name());
            }
        }
        if (!proof.includes(examined.hash())) {
            findings.add(
                    Verdict.ROOT_MISMATCH,
                    entry.seq(),
                    "the entry is not in the tree that was signed");
        }
        if (approved != null) {
            requireApproval(examined, approved);
        }
        if (examined.time() != ExaminedEntry.NONE) {
            var times = new Times(findings);
            times.entry(entry.seq(), examined.time());
            times.signed(checkpoint.loggedAt(), checkpoint.firstSeenAt(), checkpoint.lastSeenAt());
        }
        return sentences(examined, checkpoint);
    }

    /** Of the leaf alone, which is what was signed: a text is named by its submission and its verdicts too. */
    private void requireApproval(ExaminedEntry entry, String text) {
        var seq = entry.entry().seq();
        if (!entry.action().equals(APPROVED)) {
            findings.add(Verdict.PAYLOAD_MISMATCH, seq, "it is not the approval of a text");
        } else if (!text.equals(entry.leaf().get("contentHash"))) {
            findings.add(
                    Verdict.PAYLOAD_MISMATCH,
                    seq,
                    "the text has the hash " + text + ", which is not the one approved");
        }
    }

    private TrailEntry entry(TlogProof proof) {
        var extra = proof.extra();
        if (extra == null) {
            throw new Unreadable("a proof without its entry");
        }
        try {
            var reader = TrailExport.reader(extra);
            trust.list(reader.keys(), reader.witnesses());
            if (reader.next() instanceof Part.Entry(TrailEntry entry) && reader.next() == null) {
                return entry;
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        throw new Unreadable("a proof of other than one entry");
    }

    private List<String> sentences(ExaminedEntry entry, ExaminedCheckpoint checkpoint) {
        var sentences = new ArrayList<String>();
        sentences.add(
                "entry "
                        + entry.entry().seq()
                        + " of "
                        + checkpoint.checkpoint().origin()
                        + ", in the checkpoint of size "
                        + checkpoint.checkpoint().size());
        entry.leaf()
                .forEach(
                        (name, value) -> {
                            if (!ExaminedEntry.isCommitment(value)) {
                                sentences.add(name + ": " + value);
                            }
                        });
        entry.disclosed().forEach((name, value) -> sentences.add(name + ": " + value));
        if (entry.action().equals(APPROVED)) {
            sentences.add(
                    "the verdicts that carry the approval are not in this file, but in the whole trail");
        }
        checkpoint.cosignedAt().forEach((key, time) -> sentences.add(trust.seen(key, time)));
        trust.advice().ifPresent(sentences::add);
        return sentences;
    }
}
