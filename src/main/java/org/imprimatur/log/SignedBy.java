package org.imprimatur.log;

import java.util.List;

/**
 * A checkpoint and who validly signed it. What that is worth may turn out only later in a trail, where a key hands over.
 *
 * @param signers keys of its log, listed or named
 */
record SignedBy(Checkpoint checkpoint, List<VerifierKey> signers) {

    static SignedBy of(ExaminedCheckpoint examined) {
        return new SignedBy(examined.checkpoint(), examined.signers());
    }
}
