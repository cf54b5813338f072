package org.imprimatur.log;

import java.util.List;
import java.util.Optional;

/**
 * Two checkpoints of one log, held against each other through the log's own tree: RFC 6962, section 2.1.2.
 *
 * @param older the smaller one
 * @param verdict what is wrong; nothing where the newer tree grew from the older one by appending alone
 * @param proof of that
 */
public record ComparedCheckpoints(
        SignedCheckpoint older,
        SignedCheckpoint newer,
        Optional<Verdict> verdict,
        Optional<ConsistencyProof> proof) {

    /**
     * The log that both are said to be of.
     *
     * @param keys it ever signed with
     * @param witnesses whose lines are known
     * @param entries how many it has
     * @param head its newest checkpoint
     */
    public record Log(
            List<VerifierKey> keys,
            List<VerifierKey> witnesses,
            long entries,
            Checkpoint head,
            Subtrees tree) {}

    /** They may come in either order. */
    public static ComparedCheckpoints of(SignedCheckpoint one, SignedCheckpoint other, Log log) {
        var inOrder = one.checkpoint().size() <= other.checkpoint().size();
        var older = inOrder ? one : other;
        var newer = inOrder ? other : one;
        var refusal = refusal(List.of(older, newer), log);
        if (refusal.isPresent()) {
            return new ComparedCheckpoints(older, newer, refusal, Optional.empty());
        }
        var before = older.checkpoint();
        var after = newer.checkpoint();
        if (before.size() == after.size() && !before.root().equals(after.root())) {
            return new ComparedCheckpoints(
                    older, newer, Optional.of(Verdict.FORK), Optional.empty());
        }
        if (after.size() > log.entries()) {
            return new ComparedCheckpoints(
                    older, newer, Optional.of(Verdict.ROLLBACK), Optional.empty());
        }
        var proof = log.tree().consistency(before.size(), after.size());
        if (proof.verifies(before.root(), after.root())) {
            return new ComparedCheckpoints(older, newer, Optional.empty(), Optional.of(proof));
        }
        return new ComparedCheckpoints(
                older, newer, Optional.of(contradiction(log)), Optional.empty());
    }

    /** Whose the lines are: said before what they sign, since a stranger can sign anything. */
    private static Optional<Verdict> refusal(List<SignedCheckpoint> checkpoints, Log log) {
        var examined =
                checkpoints.stream()
                        .map(one -> ExaminedCheckpoint.of(one, log.keys(), log.witnesses()))
                        .toList();
        if (examined.stream().anyMatch(one -> one.signers().isEmpty() && one.refusal().isEmpty())) {
            return Optional.of(Verdict.UNKNOWN_KEY);
        }
        return examined.stream().anyMatch(one -> one.refusal().isPresent())
                ? Optional.of(Verdict.BAD_SIGNATURE)
                : Optional.empty();
    }

    /** Entries that fit the newest signed checkpoint convict the one that they do not fit; others convict nobody. */
    private static Verdict contradiction(Log log) {
        var head = log.head();
        return head.size() <= log.entries() && log.tree().root(head.size()).equals(head.root())
                ? Verdict.FORK
                : Verdict.ROOT_MISMATCH;
    }
}
