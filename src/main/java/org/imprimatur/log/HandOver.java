package org.imprimatur.log;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * That a log goes on under another key, said by the key that it had.
 *
 * <p>The signature is what counts: whoever can append entries can name any key, and the log signs checkpoints over whatever was
 * appended. Its text cannot be taken for that of a checkpoint, whose second line is a number.
 *
 * @param signature Ed25519 by {@code from} over {@code imprimatur-handover/1\n<from>\n<to>\n}
 */
record HandOver(VerifierKey from, VerifierKey to, byte[] signature) {

    private static final String ACTION = "KEY_ROTATED";

    /** @return nothing for an entry that hands nothing over */
    static Optional<HandOver> of(Map<String, Object> leaf) {
        if (ACTION.equals(leaf.get("action"))
                && leaf.get("fromKey") instanceof String from
                && leaf.get("toKey") instanceof String to
                && leaf.get("handover") instanceof String signature) {
            try {
                return Optional.of(
                        new HandOver(
                                VerifierKey.parse(from),
                                VerifierKey.parse(to),
                                Encoding.base64(signature)));
            } catch (Unreadable malformed) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    boolean isSigned() {
        return from.name().equals(to.name()) && from.verifies(text(from, to), signature);
    }

    static String sign(SigningKey from, VerifierKey to) {
        return Base64.getEncoder().encodeToString(from.ed25519(text(from.verifier(), to)));
    }

    private static byte[] text(VerifierKey from, VerifierKey to) {
        return Encoding.utf8("imprimatur-handover/1\n" + from + "\n" + to + "\n");
    }
}
