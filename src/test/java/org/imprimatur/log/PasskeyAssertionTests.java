package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.log.Ledger.hidden;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a passkey answered, held against what it is said to have signed. */
class PasskeyAssertionTests {

    private static final String TEXT =
            "{\"article\":\"%s\",\"contentHash\":\"%s\",\"factors\":\"PASSKEY\",\"meaning\":\"APPROVE\",\"name\":\"Dr Zoë Grün\",\"revision\":2,\"signedAt\":\"2026-03-01T12:00:00.000000Z\"}"
                    .formatted(Ledger.ARTICLE, Ledger.CONTENT);

    private static final Map<String, Object> ROUND =
            Map.of("revision", 2, "contentHash", Ledger.CONTENT, "round", 1);

    private static final byte[] SPKI_OF_ED25519 =
            HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String BY_PASSWORD = TEXT.replace("PASSKEY", "PASSWORD");

    private final VirtualPasskey key = VirtualPasskey.of(-7);
    private List<String> sentences = List.of();

    @ParameterizedTest
    @ValueSource(ints = {-7, -8, -257})
    void isAcceptedWhenTheKeySignedTheText(int algorithm) {
        var any = VirtualPasskey.of(algorithm);

        assertThat(said(TEXT, any.answer(TEXT))).isEqualTo("nothing");
        assertThat(said(TEXT + " ", any.answer(TEXT))).contains("another text");
    }

    @ParameterizedTest
    @ValueSource(ints = {-7, -8, -257})
    void isRefusedWithAnySingleByteChanged(int algorithm) {
        var any = VirtualPasskey.of(algorithm);
        for (var name : List.of("authenticatorData", "clientDataJSON", "signature")) {
            var bytes = bytes(any, name);
            for (var i = 0; i < bytes.length; i++) {
                var changed = bytes.clone();
                changed[i] ^= 1;
                assertThat(said(TEXT, with(any, name, VirtualPasskey.base64(changed))))
                        .as("%s at %d", name, i)
                        .isNotEqualTo("nothing");
            }
        }
    }

    @Test
    void isRefusedWhenItWasNoAnswer() {
        key.type = "webauthn.create";

        assertThat(said(TEXT, key.answer(TEXT))).contains("did not answer");
    }

    @Test
    void isRefusedForTheServerOfAnotherPage() {
        key.origin = "https://imprimatur.example.org.evil.example";
        assertThat(said(TEXT, key.answer(TEXT))).contains("server that the page was not of");
        key.origin = "no origin at all";
        assertThat(said(TEXT, key.answer(TEXT))).contains("server that the page was not of");
        key.origin = "android:apk-key-hash:AAAA";
        assertThat(said(TEXT, key.answer(TEXT))).contains("server that the page was not of");
        key.origin = "https://example.org";
        assertThat(said(TEXT, key.answer(TEXT))).contains("server that the page was not of");
    }

    @Test
    void isAcceptedOnPagesOfOneServerName() {
        for (var origin :
                List.of(
                        "https://desk.imprimatur.example.org:8443",
                        "https://" + VirtualPasskey.RP)) {
            key.origin = origin;
            assertThat(said(TEXT, key.answer(TEXT))).as(origin).isEqualTo("nothing");
        }
    }

    @Test
    void isRefusedWhenNobodyWasThere() {
        key.flags = 0x04;
        assertThat(said(TEXT, key.answer(TEXT))).contains("nobody was there");
    }

    @Test
    void isRefusedWhenNobodyProvedWhoTheyAre() {
        key.flags = 0x01;
        assertThat(said(TEXT, key.answer(TEXT))).contains("nobody proved");
    }

    @Test
    void isRefusedWhenTheKeySaysTooLittle() {
        var whole = key.authenticatorData();
        var enough = VirtualPasskey.json(key.parts(whole, key.client(TEXT)));
        var less =
                VirtualPasskey.json(
                        key.parts(Arrays.copyOf(whole, whole.length - 1), key.client(TEXT)));

        assertThat(said(TEXT, enough)).isEqualTo("nothing");
        assertThat(said(TEXT, less)).contains("too little");
    }

    /** A software key and the page of its owner could pad both without end. */
    @Test
    void isRefusedWhenItIsLongerThanAny() {
        var client = key.client(TEXT).replaceFirst("\\{", "{\"x\":\"" + "x".repeat(30_000) + "\",");

        assertThat(said(TEXT, VirtualPasskey.json(key.parts(key.authenticatorData(), client))))
                .contains("longer than any");
    }

    @Test
    void isRefusedUnderAnotherKey() {
        for (var other : List.of(VirtualPasskey.of(-7), VirtualPasskey.of(-8))) {
            assertThat(said(TEXT, with(key, "key", other.key()))).contains("not its own");
        }
        assertThat(said(TEXT, with(key, "algorithm", -8))).contains("not its own");
    }

    /** With the neutral point as the key, and again as the one half of the signature, nobody needs a private key. */
    @Test
    void isRefusedUnderAKeyInWhoseNameAnybodyCanSign() {
        var neutral = new byte[32];
        neutral[0] = 1;
        var parts = new TreeMap<>(key.parts(key.authenticatorData(), key.client(TEXT)));
        parts.put("algorithm", -8);
        parts.put("key", VirtualPasskey.base64(concat(SPKI_OF_ED25519, neutral)));
        parts.put("signature", VirtualPasskey.base64(concat(neutral, new byte[32])));

        assertThat(said(TEXT, VirtualPasskey.json(parts))).contains("anybody can sign");
    }

    /** Of a modulus that is prime, short or has small factors, or with e = 3, anybody has or soon finds the private half. */
    @Test
    void isRefusedUnderAnRsaKeyThatIsNone() throws GeneralSecurityException {
        var mersenne = BigInteger.TWO.pow(2_203).subtract(BigInteger.ONE);
        var good =
                ((RSAPublicKey)
                                KeyFactory.getInstance("RSA")
                                        .generatePublic(
                                                new X509EncodedKeySpec(
                                                        bytes(VirtualPasskey.of(-257), "key"))))
                        .getModulus();
        for (var modulus : List.of(good, good, good.pow(4))) {
            assertThat(said(TEXT, withRsa(modulus, RSAKeyGenParameterSpec.F4)))
                    .contains("signature is not its own");
        }
        for (var modulus :
                List.of(
                        mersenne,
                        good.multiply(BigInteger.valueOf(997)),
                        good.pow(4).shiftLeft(8).setBit(0), // too long
                        BigInteger.TWO.pow(2_048).subtract(BigInteger.ONE),
                        good.shiftRight(8).setBit(0))) {
            assertThat(said(TEXT, withRsa(modulus, RSAKeyGenParameterSpec.F4)))
                    .contains("anybody can sign");
        }
        assertThat(said(TEXT, withRsa(good, BigInteger.valueOf(3)))).contains("anybody can sign");
    }

    @Test
    void isRefusedOnAnotherCurve() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        var pair = generator.generateKeyPair();
        var parts = new TreeMap<>(key.parts(key.authenticatorData(), key.client(TEXT)));
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(key.authenticatorData());
        signer.update(Hasher.sha256().digest(Encoding.utf8(key.client(TEXT))));
        parts.put("key", VirtualPasskey.base64(pair.getPublic().getEncoded()));
        parts.put("signature", VirtualPasskey.base64(signer.sign()));

        assertThat(said(TEXT, VirtualPasskey.json(parts))).contains("not its own");
        assertThat(PasskeyKey.isOne(-7, pair.getPublic().getEncoded())).isFalse();
        assertThat(PasskeyKey.isOne(-7, bytes(key, "key"))).isTrue();
        assertThat(PasskeyKey.isOne(-257, bytes(key, "key"))).isFalse();
        assertThat(PasskeyKey.isOne(7, bytes(key, "key"))).isFalse();
    }

    private String withRsa(BigInteger modulus, BigInteger exponent)
            throws GeneralSecurityException {
        var encoded =
                KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(modulus, exponent))
                        .getEncoded();
        var parts = new TreeMap<>(key.parts(key.authenticatorData(), key.client(TEXT)));
        parts.put("algorithm", -257);
        parts.put("key", VirtualPasskey.base64(encoded));
        return VirtualPasskey.json(parts);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void isRefusedInAnotherForm() {
        assertThat(said(TEXT, "{")).contains("answer is not the JSON");
        assertThat(said(TEXT, with(key, "algorithm", -65535))).contains("algorithm");
        assertThat(said(TEXT, with(key, "more", "x"))).contains("six parts");
        assertThat(said(TEXT, with(key, "credential", "?"))).contains("not base64");
        assertThat(said(TEXT, with(key, "key", 7))).contains("lacks key");
        assertThat(said(TEXT, with(key, "key", "?"))).contains("not base64");
        assertThat(said(TEXT, VirtualPasskey.json(key.parts(key.authenticatorData(), "no JSON"))))
                .contains("not the JSON");
    }

    @Test
    void isMissedWhereAPasskeyIsSaidToHaveSigned() {
        assertThat(said(TEXT, "")).contains("none answered");
        assertThat(said(hidden("signature", TEXT, "assertion", ""))).contains("none answered");
        assertThat(said(hidden("signature", BY_PASSWORD, "assertion", "", "factors", "PASSWORD")))
                .isEqualTo("nothing");
    }

    @Test
    void isNotMissedWhereItIsNotDisclosed() {
        var whole = hidden("signature", TEXT, "assertion", "?", "factors", "PASSKEY");
        assertThat(said(whole)).isNotEqualTo("nothing");
        for (var name : List.of("signature", "assertion")) {
            var less = new HashMap<>(whole);
            less.remove(name);
            assertThat(
                            PasskeyAssertion.contradiction(
                                    leafOf(whole), less, SignatureText.members(less)))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void holdsInATrailWhoseKeyIsTheSigners() {
        assertThat(trail(_ -> {}, "grace", key.answer(TEXT))).containsExactly(wrong(0));
        assertThat(trail(this::registered, "grace", key.answer(TEXT))).isEmpty();
        assertThat(trail(this::registered, "ada", key.answer(TEXT))).containsExactly(wrong(1));
        assertThat(trail(this::removed, "grace", key.answer(TEXT)))
                .as("after its removal")
                .containsExactly(wrong(2));
        assertThat(trail(this::registered, "grace", "{")).containsExactly(wrong(1));
    }

    /** Nobody proves that they have a key when they register it, so anybody can name one that they saw. */
    @Test
    void holdsInATrailWhereSomebodyElseNamesTheKeyTheirs() {
        assertThat(
                        trail(
                                ledger -> {
                                    registered(ledger);
                                    registered(ledger, "mallory");
                                },
                                "grace",
                                key.answer(TEXT)))
                .isEmpty();
    }

    @Test
    void holdsInATrailThatForgotWhoseKeyItWas() {
        assertThat(trail(this::forgotten, "grace", key.answer(TEXT))).isEmpty();
        assertThat(
                        trail(
                                ledger -> {
                                    forgotten(ledger);
                                    registered(ledger);
                                },
                                "ada",
                                key.answer(TEXT)))
                .containsExactly(wrong(5));
    }

    /** What was forgotten excuses as many keys as there were, each for one person, and no more. */
    @Test
    void holdsForAsManyUnknownKeysAsWereForgotten() {
        var other = VirtualPasskey.of(-8);
        var ledger = new Ledger();
        forgotten(ledger);
        for (var by : List.of(key, key, other)) {
            verdict(ledger, "grace", by.answer(TEXT));
        }
        verdict(ledger, "ada", key.answer(TEXT));

        assertThat(found(ledger.sign())).containsExactly(wrong(6), wrong(7));
        assertThat(sentences).contains("passkeys whose owner is not told, and was not checked: 1");
        assertThat(trail(this::registered, "grace", key.answer(TEXT))).isEmpty();
        assertThat(sentences).noneMatch(sentence -> sentence.startsWith("passkeys"));
    }

    @Test
    void isMissedInATrailWhoseEntryHasNoRoomForIt() {
        assertThat(signed(TEXT, "PASSKEY", null)).containsExactly(wrong(0));
        assertThat(signed(TEXT, "PASSWORD", null)).containsExactly(wrong(0));
        assertThat(signed(TEXT, null, null)).containsExactly(wrong(0));
        assertThat(signed(null, "PASSKEY", null))
                .containsExactly("PAYLOAD_MISMATCH seq 0", wrong(0));
        assertThat(signed("a session", "PASSKEY", null)).containsExactly(wrong(0));
        assertThat(signed("a session", "PASSKEY", "")).containsExactly(wrong(0));
        assertThat(signed(BY_PASSWORD, "PASSWORD", null)).isEmpty();
        assertThat(signed(BY_PASSWORD, "PASSWORD", "")).isEmpty();
        assertThat(signed("a session", "PASSWORD", null)).as("before there were texts").isEmpty();
    }

    @Test
    void isMissedInATrailWhereItStandsInClear() {
        var clear = Map.<String, Object>of("assertion", "", "factors", "PASSKEY");
        assertThat(verdict(clear, hidden("signature", TEXT))).containsExactly(wrong(0));
    }

    @Test
    void signedNothingButATextOfVerdictsAndDecisions() {
        var session = "a session";
        assertThat(signed(session, "PASSWORD", key.answer(session)))
                .as("no text, and nobody's key")
                .containsExactly(wrong(0), wrong(0));
    }

    private List<String> signed(
            @Nullable String text, @Nullable String factors, @Nullable String answer) {
        var hidden = hidden("article", Ledger.ARTICLE, "meaning", "APPROVE");
        put(hidden, "signature", text);
        put(hidden, "factors", factors);
        put(hidden, "assertion", answer);
        return verdict(Map.of(), hidden);
    }

    private static void put(Map<String, String> hidden, String name, @Nullable String value) {
        if (value != null) {
            hidden.put(name, value);
        }
    }

    private List<String> verdict(Map<String, Object> clear, Map<String, String> hidden) {
        var leaf = new HashMap<>(clear);
        leaf.put("revision", 2);
        leaf.put("contentHash", Ledger.CONTENT);
        return found(new Ledger().append("RECOMMENDED", leaf, hidden).sign());
    }

    private void registered(Ledger ledger) {
        registered(ledger, "grace");
    }

    private void registered(Ledger ledger, String owner) {
        ledger.append("PASSKEY_REGISTERED", Map.of(), hidden("subject", owner, "key", key.key()));
    }

    private void removed(Ledger ledger) {
        registered(ledger);
        ledger.append("PASSKEY_REMOVED", Map.of(), hidden("subject", "grace", "key", key.key()));
    }

    /** What is not in a leaf was never said, so that it cannot have been forgotten. */
    @ParameterizedTest
    @ValueSource(strings = {"subject", "key"})
    void isNotOfAKeyThatAnEntryLeavesOut(String name) {
        var registered = hidden("actor", "ada", "subject", "grace", "key", key.key());
        registered.remove(name);
        assertThat(
                        trail(
                                ledger ->
                                        ledger.appendAsIs(
                                                "PASSKEY_REGISTERED", Map.of(), registered),
                                "grace",
                                key.answer(TEXT)))
                .containsExactly("PAYLOAD_MISMATCH seq 0", wrong(1));
    }

    /** A badge stands on no answer of a key that was nobody's, as the verifier accepts none. */
    @Test
    void carriesNoApprovalUnlessItsKeyWasRegistered() {
        assertThat(carried(this::registered)).isTrue();
        assertThat(carried(_ -> {})).isFalse();
    }

    private boolean carried(Consumer<Ledger> before) {
        var ledger = new Ledger();
        before.accept(ledger);
        ledger.append(
                "ROUND_OPENED",
                ROUND,
                hidden("article", Ledger.ARTICLE, "quorum", "1", "slots", "any"));
        verdict(ledger, "grace", key.answer(TEXT));
        ledger.append("DECIDED", ROUND, hidden("actor", "system", "meaning", "APPROVE"));
        ledger.append("APPROVED", ROUND, hidden("article", Ledger.ARTICLE));
        var reviews = CarriedApprovals.ofTheTrail();
        return ledger.rows.stream()
                .flatMap(row -> reviews.entry(row.entry()).stream())
                .anyMatch(approval -> approval.carried().isPresent());
    }

    private void forgotten(Ledger ledger) {
        registered(ledger);
        ledger.redact(ledger.rows.size() - 1);
    }

    private static String wrong(int seq) {
        return "SIGNATURE_NOT_FOR_RECORD seq " + seq;
    }

    private List<String> trail(Consumer<Ledger> before, String actor, String answer) {
        var ledger = new Ledger();
        before.accept(ledger);
        verdict(ledger, actor, answer);
        return found(ledger.sign());
    }

    private static void verdict(Ledger ledger, String actor, String answer) {
        ledger.append(
                "RECOMMENDED",
                ROUND,
                hidden(
                        "actor",
                        actor,
                        "article",
                        Ledger.ARTICLE,
                        "meaning",
                        "APPROVE",
                        "factors",
                        "PASSKEY",
                        "signature",
                        TEXT,
                        "assertion",
                        answer));
    }

    private List<String> found(Ledger ledger) {
        var findings = new Findings();
        try {
            var trust = new Trust(List.of(), List.of());
            var parts = TrailExport.reader(ledger.export());
            trust.list(parts.keys(), parts.witnesses());
            sentences = new VerifyTrail(trust, List.of(), findings, _ -> {}, _ -> {}).verify(parts);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return findings.all().stream()
                .map(finding -> finding.verdict() + " seq " + finding.seq())
                .toList();
    }

    private static String said(String text, String answer) {
        return said(hidden("signature", text, "assertion", answer, "factors", "PASSKEY"));
    }

    private static String said(Map<String, String> disclosed) {
        return PasskeyAssertion.contradiction(
                        leafOf(disclosed), disclosed, SignatureText.members(disclosed))
                .orElse("nothing");
    }

    private static Map<String, String> leafOf(Map<String, String> hidden) {
        return hidden.keySet().stream()
                .collect(Collectors.toMap(name -> name, _ -> "A".repeat(43)));
    }

    private static String with(VirtualPasskey key, String name, Object value) {
        var parts = new TreeMap<>(key.parts(key.authenticatorData(), key.client(TEXT)));
        parts.put(name, value);
        return VirtualPasskey.json(parts);
    }

    private static byte[] bytes(VirtualPasskey key, String name) {
        var parts = key.parts(key.authenticatorData(), key.client(TEXT));
        return Base64.getDecoder().decode(String.valueOf(parts.get(name)));
    }
}
