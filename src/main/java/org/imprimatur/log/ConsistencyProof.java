package org.imprimatur.log;

import java.util.List;

/**
 * That a tree grew from an older one by appending alone: RFC 6962, section 2.1.2.
 *
 * <p>Every tree grew from the empty one, and from itself; both proofs are empty.
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** RFC 9162, section 2.1.4.2. */
    public boolean verifies(Hash oldRoot, Hash newRoot) {
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == 0 && !oldRoot.equals(Hasher.EMPTY_ROOT)) {
            return false;
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        if (oldSize == 0) {
            return path.isEmpty();
        }
        if (path.isEmpty()) {
            return false;
        }
        var oldIsSubtree =
                Long.bitCount(oldSize) == 1; // then its root is the first hash, and not sent
        var fn = oldSize - 1;
        var sn = newSize - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        var fr = oldIsSubtree ? oldRoot : path.getFirst();
        var sr = fr;
        for (var c : oldIsSubtree ? path : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hasher.node(c, fr);
                sr = Hasher.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Hasher.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(oldRoot) && sr.equals(newRoot);
    }
}
