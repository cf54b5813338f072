package org.imprimatur.log;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A key that answers as authenticators do, and says whatever a test wants it to say. */
public final class VirtualPasskey {

    public static final String RP = "imprimatur.example.org";

    private final int algorithm;
    private final String named;
    private final KeyPair pair;

    public String type = "webauthn.get";
    public String origin = "https://" + RP;
    public String rpId = RP;
    public int flags = 0x05;
    public int count = 9;

    /** Further members of what the browser signed. */
    public String more = "";

    public byte[] credential = utf8("a credential of this key");

    private VirtualPasskey(int algorithm, String factory, int size, String named) {
        this.algorithm = algorithm;
        this.named = named;
        try {
            var generator = KeyPairGenerator.getInstance(factory);
            if (size > 0) {
                generator.initialize(size);
            }
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new AssertionError(absent);
        }
    }

    public static VirtualPasskey of(int algorithm) {
        return switch (algorithm) {
            case -7 -> new VirtualPasskey(-7, "EC", 256, "SHA256withECDSA");
            case -8 -> new VirtualPasskey(-8, "Ed25519", 0, "Ed25519");
            case -257 -> new VirtualPasskey(-257, "RSA", 2048, "SHA256withRSA");
            default -> throw new AssertionError(algorithm);
        };
    }

    public String key() {
        return base64(pair.getPublic().getEncoded());
    }

    String client(String text) {
        return clientOf(base64url(sha256(utf8(text))));
    }

    /** @param challenge in base64url */
    private String clientOf(String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false%s}"
                .formatted(type, challenge, origin, more);
    }

    /** The fields of a form in which this key answers a challenge. */
    public Map<String, String> answers(String challenge) {
        var client = clientOf(challenge);
        return Map.of(
                "credential", base64url(credential),
                "clientDataJSON", base64url(utf8(client)),
                "authenticatorData", base64url(authenticatorData()),
                "signature", base64url(sign(authenticatorData(), client)));
    }

    /** The fields of a form with which this key, one of ES256, is registered: section 6.5 of WebAuthn, format "none". */
    public Map<String, String> registers(String challenge) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(sha256(utf8(rpId)));
        data.write(flags | 0x40);
        data.writeBytes(new byte[4 + 16]); // a count of 0, and no word of who built it
        data.writeBytes(new byte[] {0, (byte) credential.length});
        data.writeBytes(credential);
        var point = ((ECPublicKey) pair.getPublic()).getW();
        data.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
        data.writeBytes(coordinate(point.getAffineX()));
        data.writeBytes(new byte[] {0x22, 0x58, 32});
        data.writeBytes(coordinate(point.getAffineY()));
        var object = new ByteArrayOutputStream();
        object.write(0xa3);
        text(object, "fmt");
        text(object, "none");
        text(object, "attStmt");
        object.write(0xa0);
        text(object, "authData");
        object.writeBytes(new byte[] {0x58, (byte) data.size()});
        object.writeBytes(data.toByteArray());
        return Map.of(
                "clientDataJSON",
                base64url(utf8(clientOf(challenge).replace("webauthn.get", "webauthn.create"))),
                "attestationObject",
                base64url(object.toByteArray()));
    }

    private static void text(ByteArrayOutputStream cbor, String text) {
        cbor.write(0x60 + text.length());
        cbor.writeBytes(utf8(text));
    }

    private static byte[] coordinate(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[32];
        var length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public byte[] authenticatorData() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(sha256(utf8(rpId)));
        bytes.write(flags);
        bytes.writeBytes(new byte[] {0, 0, 0, (byte) count});
        return bytes.toByteArray();
    }

    String answer(String text) {
        return json(parts(authenticatorData(), client(text)));
    }

    Map<String, Object> parts(byte[] authenticatorData, String client) {
        var parts = new TreeMap<String, Object>();
        parts.put("algorithm", algorithm);
        parts.put("authenticatorData", base64(authenticatorData));
        parts.put("clientDataJSON", base64(utf8(client)));
        parts.put("credential", base64(credential));
        parts.put("key", key());
        parts.put("signature", base64(sign(authenticatorData, client)));
        return parts;
    }

    private byte[] sign(byte[] authenticatorData, String client) {
        try {
            var signer = Signature.getInstance(named);
            signer.initSign(pair.getPrivate());
            signer.update(authenticatorData);
            signer.update(sha256(utf8(client)));
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String json(Map<String, Object> parts) {
        return parts.entrySet().stream()
                .map(
                        part ->
                                "\"%s\":%s"
                                        .formatted(
                                                part.getKey(),
                                                part.getValue() instanceof Integer number
                                                        ? number
                                                        : "\"" + part.getValue() + "\""))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException absent) {
            throw new AssertionError(absent);
        }
    }
}
