package org.imprimatur.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.log.PasskeyAssertion;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key signs: it is asked the hash of a text that was fixed before, and what it answers is kept with the text, so that
 * anybody can check later which key signed what.
 */
@Service
@Transactional
public class PasskeySigning {

    private static final JsonMapper JSON = new JsonMapper();

    private final SigningRequests requests;
    private final Passkeys passkeys;

    PasskeySigning(SigningRequests requests, Passkeys passkeys) {
        this.requests = requests;
        this.passkeys = passkeys;
    }

    /**
     * What a browser asks its keys.
     *
     * @param challenge hash of the text, and {@code credentials}, the keys of this person, in base64url
     */
    public record Question(UUID request, String rpId, String challenge, List<String> credentials) {}

    public Question question(Person person, SigningRequests.Fixed fixed) {
        return new Question(
                fixed.id(),
                passkeys.rpId(),
                Passkeys.text(hash(fixed.text())),
                passkeys.credentials(person));
    }

    /**
     * @return a session that is good for the text of this request and no other
     * @throws Refusal SIGNING_REQUIRED if the request is answered, old or somebody else's, or no key of this person answered it
     *     in a way that the verifier reads: it is stricter, and a signature that it refuses would be refused for ever
     */
    public SigningSessions.Opened answer(Person person, UUID request, PasskeyAnswer answer) {
        var waiting = requests.waiting(person, request);
        var key =
                passkeys.named(answer.credential())
                        .filter(named -> named.account().equals(person.id()))
                        .filter(named -> passkeys.accepts(named, hash(waiting.text()), answer))
                        .orElseThrow(PasskeySigning::notSigned);
        var kept = kept(key, answer);
        if (PasskeyAssertion.objection(kept, waiting.text()).isPresent()) {
            throw notSigned();
        }
        return requests.answered(person, request, kept);
    }

    private static Refusal notSigned() {
        return new Refusal(ProblemType.SIGNING_REQUIRED, Sentence.of("refusal.passkey-not-yours"));
    }

    /** As the trail keeps it; the verifier reads this form and no other. */
    private static String kept(Passkey key, PasskeyAnswer answer) {
        var parts = new TreeMap<String, Object>();
        parts.put("algorithm", key.algorithm());
        parts.put("authenticatorData", base64(answer.authenticatorData()));
        parts.put("clientDataJSON", base64(answer.clientDataJSON()));
        parts.put("credential", Passkey.base64(key.credential()));
        parts.put("key", Passkey.base64(key.publicKey()));
        parts.put("signature", base64(answer.signature()));
        return JSON.writeValueAsString(parts);
    }

    private static String base64(@Nullable String base64url) {
        return Passkey.base64(RelyingParty.bytes(base64url));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java runtime has SHA-256", absent);
        }
    }
}
