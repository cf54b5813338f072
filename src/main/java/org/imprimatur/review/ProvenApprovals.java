package org.imprimatur.review;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Which approvals the trail proves by now. The trail reads what is decided here, so it is asked through this. */
public interface ProvenApprovals {

    /** The key of what an approval without its proof is called: never plainly approved. */
    String PENDING = "APPROVED_PROOF_PENDING";

    /** Those of these articles whose newest approval is proven. */
    Set<UUID> among(Collection<UUID> articles);

    /** The numbers of the rounds of an article whose approval is proven. */
    Set<Integer> rounds(UUID article);

    /**
     * The key of the word for a status or an outcome.
     *
     * @param name of it, such as {@code APPROVED} or {@code OPEN}
     */
    static String word(String name, boolean proven) {
        return name.equals("APPROVED") && !proven ? PENDING : name;
    }
}
