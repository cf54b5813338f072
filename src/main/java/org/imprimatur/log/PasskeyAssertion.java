package org.imprimatur.log;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a passkey signed a text: W3C Web Authentication Level 2, section 7.2, "Verifying an Authentication Assertion", as far
 * as it can be checked by whoever has only the answer.
 *
 * <p>The answer is a flat JSON object: {@code algorithm} as COSE numbers it, and in base64 {@code authenticatorData}, {@code
 * clientDataJSON} and {@code signature} as the browser gave them, {@code credential}, and {@code key} as SubjectPublicKeyInfo.
 */
public final class PasskeyAssertion {

    /** Section 6.1: the hash of the server's name, one byte of flags, four bytes that count. */
    private static final int SHORTEST = 37;

    /** In characters. What a browser and a key say is a few hundred bytes each. */
    private static final int LONGEST = 1 << 15;

    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;

    private final String algorithm;
    private final byte[] authenticatorData;
    private final byte[] clientDataJson;
    private final byte[] signature;
    private final String key;

    private PasskeyAssertion(Map<String, ?> parts) {
        if (parts.size() != 6) {
            throw new Unreadable("not the answer of a passkey: it has six parts");
        }
        algorithm = String.valueOf(parts.get("algorithm"));
        authenticatorData = Encoding.base64(text(parts, "authenticatorData"));
        clientDataJson = Encoding.base64(text(parts, "clientDataJSON"));
        signature = Encoding.base64(text(parts, "signature"));
        key = text(parts, "key");
        Encoding.base64(text(parts, "credential"));
    }

    /** @throws Unreadable if it is none */
    static PasskeyAssertion parse(String answer) {
        if (answer.length() > LONGEST) {
            throw new Unreadable("longer than any of a passkey");
        }
        return new PasskeyAssertion(FlatJson.compact(answer));
    }

    /** SubjectPublicKeyInfo, in base64. */
    String key() {
        return key;
    }

    /**
     * Whether a record that says that a passkey signed holds what one answered. One that hides the answer or the text says
     * too little to be wrong; one whose leaf has no room for them can never show them.
     *
     * @param leaf its members, commitments among them
     * @param disclosed the values behind its commitments
     * @param signed the members of the text that was signed; none where it is not told
     * @return why the record is not signed by the passkey that it names, or nothing
     */
    static Optional<String> contradiction(
            Map<String, ?> leaf, Map<String, String> disclosed, Map<String, ?> signed) {
        var answer = hidden("assertion", leaf, disclosed);
        var text = hidden("signature", leaf, disclosed);
        if (answer != null && answer.isEmpty()) {
            return isSaidOf(leaf, disclosed, signed)
                    ? Optional.of("it is said to be signed with a passkey, and none answered")
                    : Optional.empty();
        }
        if (answer == null || text == null) {
            return Optional.empty();
        }
        return SignatureText.isOne(text)
                ? objection(answer, text)
                : Optional.of("a passkey answered, and there is no text that it signed");
    }

    /**
     * For whoever is about to keep an answer, too: what is refused here is refused whenever the trail is read.
     *
     * @param answer as the trail keeps it
     * @return why the passkey did not sign the text, or nothing
     */
    public static Optional<String> objection(String answer, String text) {
        try {
            return parse(answer).objection(text).map(reason -> "its passkey: " + reason);
        } catch (Unreadable malformed) {
            return Optional.of("its passkey's answer is " + malformed.getMessage());
        }
    }

    /** Nothing where there is no commitment that could hide it; {@code null} where it is not told. */
    private static @Nullable String hidden(
            String name, Map<String, ?> leaf, Map<String, String> disclosed) {
        return disclosed.getOrDefault(name, ExaminedEntry.isCommitment(leaf.get(name)) ? null : "");
    }

    private static boolean isSaidOf(
            Map<String, ?> leaf, Map<String, String> disclosed, Map<String, ?> signed) {
        return "PASSKEY".equals(disclosed.get("factors"))
                || "PASSKEY".equals(leaf.get("factors"))
                || "PASSKEY".equals(signed.get("factors"));
    }

    /**
     * @param text the challenge is the hash of
     * @throws Unreadable if what the browser signed is no JSON
     */
    Optional<String> objection(String text) {
        var client = FlatJson.spaced(clientDataJson);
        // step 11
        if (!"webauthn.get".equals(client.get("type"))) {
            return Optional.of("it did not answer a question");
        }
        // step 12; the challenge is SHA-256 of the text, in base64url (section 5.8.1)
        if (!challenge(text).equals(client.get("challenge"))) {
            return Optional.of("it signed another text");
        }
        if (authenticatorData.length < SHORTEST) {
            return Optional.of("it says too little of itself");
        }
        // steps 13 and 15
        if (!isForPageOf(String.valueOf(client.get("origin")))) {
            return Optional.of("it answered for a server that the page was not of");
        }
        // step 16
        if ((authenticatorData[Hash.LENGTH] & USER_PRESENT) == 0) {
            return Optional.of("nobody was there");
        }
        // step 17
        if ((authenticatorData[Hash.LENGTH] & USER_VERIFIED) == 0) {
            return Optional.of("nobody proved to it who they are");
        }
        // steps 19 and 20
        return isSigned() ? Optional.empty() : Optional.of("the signature is not its own");
    }

    /** The server's name is the page's host or a domain above it (section 5.1.4.1, step 7). */
    private boolean isForPageOf(String origin) {
        String host;
        try {
            host = URI.create(origin).getHost();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        for (var name = host; name != null; name = parent(name)) {
            var hash = Hasher.sha256().digest(Encoding.utf8(name));
            if (MessageDigest.isEqual(hash, Arrays.copyOf(authenticatorData, hash.length))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String parent(String name) {
        var dot = name.indexOf('.');
        return dot < 0 ? null : name.substring(dot + 1);
    }

    /** Over authenticatorData ‖ SHA-256(clientDataJSON), as section 6.5.5 says for each algorithm. */
    private boolean isSigned() {
        try {
            var verifier = PasskeyKey.of(algorithm, Encoding.base64(key)).verifier();
            verifier.update(authenticatorData);
            verifier.update(Hasher.sha256().digest(clientDataJson));
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static String challenge(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Hasher.sha256().digest(Encoding.utf8(text)));
    }

    private static String text(Map<String, ?> parts, String name) {
        if (parts.get(name) instanceof String text) {
            return text;
        }
        throw new Unreadable("not the answer of a passkey: it lacks " + name);
    }
}
