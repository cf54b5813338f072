package org.imprimatur.people;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.imprimatur.log.PasskeyKey;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The two ceremonies of WebAuthn, from the side of the server: a key is made, and a key answers a challenge. Each time the
 * person must be there and must have proven to the key that it is they, by a PIN, a finger or a face.
 *
 * <p>Who built the key is not asked for: no decision here depends on it, and the answer would tell one person's device from
 * another's.
 *
 * <p>Strangers send what is read here, and the library's readers throw whatever they stumble over: all of it means no.
 */
@Component
class RelyingParty {

    /** Ed25519, ES256 and RS256, the one we like best first. */
    static final List<Integer> ALGORITHMS = List.of(-8, -7, -257);

    private static final Map<Integer, String> FACTORIES =
            Map.of(-8, "Ed25519", -7, "EC", -257, "RSA");
    private static final List<PublicKeyCredentialParameters> ACCEPTED =
            ALGORITHMS.stream()
                    .map(
                            algorithm ->
                                    new PublicKeyCredentialParameters(
                                            PublicKeyCredentialType.PUBLIC_KEY,
                                            COSEAlgorithmIdentifier.create(algorithm)))
                    .toList();

    private final PasskeySettings settings;
    private final String address;
    private final WebAuthnManager ceremonies = WebAuthnManager.createNonStrictWebAuthnManager();

    RelyingParty(PasskeySettings settings, @Value("${imprimatur.public-url}") String address) {
        this.settings = settings;
        this.address = address;
    }

    String id() {
        return settings.name(address);
    }

    record Made(
            byte[] credential,
            byte[] publicKey,
            int algorithm,
            boolean isBackupEligible,
            long signatureCount) {}

    /** The key that was made to this challenge, if that is what happened. */
    Optional<Made> made(byte[] challenge, PasskeyCreation creation) {
        try {
            var made =
                    ceremonies.verify(
                            new RegistrationRequest(
                                    bytes(creation.attestationObject()),
                                    bytes(creation.clientDataJSON())),
                            new RegistrationParameters(server(challenge), ACCEPTED, true, true));
            var authenticator =
                    Objects.requireNonNull(made.getAttestationObject()).getAuthenticatorData();
            var attested = Objects.requireNonNull(authenticator.getAttestedCredentialData());
            var key = attested.getCOSEKey();
            return Optional.of(
                            new Made(
                                    attested.getCredentialId(),
                                    Objects.requireNonNull(key.getPublicKey()).getEncoded(),
                                    Math.toIntExact(
                                            Objects.requireNonNull(key.getAlgorithm()).getValue()),
                                    authenticator.isFlagBE(),
                                    authenticator.getSignCount()))
                    .filter(one -> PasskeyKey.isOne(one.algorithm(), one.publicKey()));
        } catch (RuntimeException refused) {
            return Optional.empty();
        }
    }

    /**
     * How often this key says it has signed, if it is this key that answers this challenge; a key that counts backwards has
     * a double.
     */
    Optional<Long> answered(byte[] challenge, Passkey key, PasskeyAnswer answer) {
        try {
            var record =
                    new CredentialRecordImpl(
                            new NoneAttestationStatement(),
                            true,
                            key.isBackupEligible(),
                            null,
                            key.signatureCount(),
                            new AttestedCredentialData(AAGUID.ZERO, key.credential(), cose(key)),
                            null,
                            null,
                            null,
                            null);
            var answered =
                    ceremonies.verify(
                            new AuthenticationRequest(
                                    bytes(answer.credential()),
                                    bytes(answer.authenticatorData()),
                                    bytes(answer.clientDataJSON()),
                                    bytes(answer.signature())),
                            new AuthenticationParameters(
                                    server(challenge),
                                    record,
                                    List.of(key.credential()),
                                    true,
                                    true));
            return Optional.of(
                    Objects.requireNonNull(answered.getAuthenticatorData()).getSignCount());
        } catch (RuntimeException refused) {
            return Optional.empty();
        }
    }

    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .rpId(id())
                .originPredicate(origin -> settings.accepts(URI.create(origin.toString()), address))
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static COSEKey cose(Passkey key) {
        var algorithm = COSEAlgorithmIdentifier.create(key.algorithm());
        return switch (publicKey(key)) {
            case ECPublicKey ec -> EC2COSEKey.create(ec, algorithm);
            case EdECPublicKey ed -> EdDSACOSEKey.create(ed, algorithm);
            case RSAPublicKey rsa -> RSACOSEKey.create(rsa, algorithm);
            default -> throw new IllegalArgumentException("A key of no known kind");
        };
    }

    private static PublicKey publicKey(Passkey key) {
        try {
            return KeyFactory.getInstance(
                            Objects.requireNonNullElse(FACTORIES.get(key.algorithm()), ""))
                    .generatePublic(new X509EncodedKeySpec(key.publicKey()));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("A stored key that cannot be read", unusable);
        }
    }

    /** @throws IllegalArgumentException if it is none */
    static byte[] bytes(@Nullable String base64url) {
        return Base64.getUrlDecoder().decode(Objects.requireNonNullElse(base64url, ""));
    }
}
