package org.imprimatur.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A proof without signatures, as JSON: {@code leafIdx}, {@code treeSize}, {@code leafHash}, {@code root}, {@code proof} of an
 * inclusion, {@code size1}, {@code size2}, {@code root1}, {@code root2}, {@code proof} of a consistency. Hashes in base64. These
 * are the names that the test vectors of transparency-dev/merkle use.
 */
final class BareProof {

    private final Map<String, @Nullable Object> members;

    /** @throws Unreadable if it is not the JSON of a proof */
    BareProof(byte[] json) {
        members = FlatJson.spaced(json);
        if (members.get("proof") instanceof Object proof && !(proof instanceof List<?>)) {
            throw new Unreadable("a proof that is no list");
        }
    }

    boolean isInclusion() {
        var index = number("leafIdx");
        var size = number("treeSize");
        return holds(
                () ->
                        new InclusionProof(index, size, path())
                                .verifies(hash("leafHash"), hash("root")));
    }

    /** A tree is consistent with itself whatever its root is called: nothing is hashed for that. */
    boolean isConsistency() {
        var old = number("size1");
        var now = number("size2");
        return holds(
                () ->
                        old == now && old > 0
                                ? path().isEmpty() && text("root1").equals(text("root2"))
                                : new ConsistencyProof(old, now, path())
                                        .verifies(hash("root1"), hash("root2")));
    }

    /** Base64 of anything but 32 bytes is readable and proves nothing. */
    private boolean holds(Supplier<Boolean> proof) {
        try {
            return proof.get();
        } catch (Unreadable noHash) {
            return false;
        }
    }

    private long number(String name) {
        return switch (members.get(name)) {
            case Long number -> number;
            case Number tooLarge -> -1; // no tree of ours has so many entries
            case null, default -> throw new Unreadable("a proof whose " + name + " is no number");
        };
    }

    private Hash hash(String name) {
        return Hash.ofBase64(text(name));
    }

    private String text(String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new Unreadable("a proof whose " + name + " is no text");
    }

    private List<Hash> path() {
        var path = new ArrayList<Hash>();
        if (members.get("proof") instanceof List<?> hashes) {
            hashes.forEach(hash -> path.add(Hash.ofBase64((String) hash)));
        }
        return path;
    }
}
