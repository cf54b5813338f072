package org.imprimatur.log;

/**
 * What can be wrong with a trail, in the order in which it is reported: where several hold, the first says most about what
 * happened. The verifier here finds those that a file shows; NO_STATE and ROLLBACK are the signer's, and with
 * PROJECTION_MISMATCH those of whoever holds trail and tables against each other.
 */
public enum Verdict {
    /** Signed by a key that the caller did not name. */
    UNKNOWN_KEY,
    /** A signature line that is not what it claims to be, or nobody's. */
    BAD_SIGNATURE,
    /** Entries, and no memory of what was signed. */
    NO_STATE,
    /** Two signed checkpoints of one log that cannot both be true. */
    FORK,
    /** The log is behind what was signed before. */
    ROLLBACK,
    /** Fewer entries than a signed checkpoint says. */
    TRUNCATED,
    /** A position without an entry. */
    GAP,
    /** An entry's bytes do not have the hash stored beside them. */
    LEAF_MISMATCH,
    /** The entries do not have the root that was signed for them. */
    ROOT_MISMATCH,
    /** The entries are more than those that were signed, and not by appending. */
    INCONSISTENT,
    /** What is disclosed is not what the leaf commits to. */
    PAYLOAD_MISMATCH,
    /** A signature that was given for another article, text, revision or meaning. */
    SIGNATURE_NOT_FOR_RECORD,
    /** An entry's time lies outside of the times between which it was signed. */
    TIME_OUT_OF_BOUNDS,
    /** An entry is older than the one before it. */
    TIME_REGRESSION,
    /** The tables say what the trail does not. */
    PROJECTION_MISMATCH
}
