package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.log.Ledger.hidden;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a passkey answered, held against what it is said to have signed. */
class PasskeyAssertionTests {

    private static final String TEXT =
            "{\"article\":\"%s\",\"contentHash\":\"%s\",\"factors\":\"PASSKEY\",\"meaning\":\"APPROVE\",\"name\":\"Dr Zoë Grün\",\"revision\":2}"
                    .formatted(Ledger.ARTICLE, Ledger.CONTENT);

    private final VirtualPasskey key = VirtualPasskey.of(-7);

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

    @Test
    void isRefusedUnderAnotherKey() {
        for (var other : List.of(VirtualPasskey.of(-7), VirtualPasskey.of(-8))) {
            assertThat(said(TEXT, with(key, "key", other.key()))).contains("not its own");
        }
        assertThat(said(TEXT, with(key, "algorithm", -8))).contains("not its own");
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
        assertThat(
                        PasskeyAssertion.contradiction(
                                Map.of("signature", TEXT, "assertion", "", "factors", "PASSWORD")))
                .isEmpty();
    }

    @Test
    void isNotMissedWhereItIsNotDisclosed() {
        var whole =
                new HashMap<>(Map.of("signature", TEXT, "assertion", "?", "factors", "PASSKEY"));
        whole.remove("signature");
        assertThat(PasskeyAssertion.contradiction(whole)).isEmpty();
        assertThat(PasskeyAssertion.contradiction(Map.of("signature", TEXT, "factors", "PASSKEY")))
                .isEmpty();
    }

    @Test
    void holdsInATrailWhoseKeyIsTheSigners() {
        assertThat(trail(_ -> {}, "grace", key.answer(TEXT))).containsExactly(wrong(0));
        assertThat(trail(this::registered, "grace", key.answer(TEXT))).isEmpty();
        assertThat(trail(this::registered, "ada", key.answer(TEXT))).containsExactly(wrong(1));
        assertThat(trail(this::removed, "grace", key.answer(TEXT))).isEmpty();
        assertThat(trail(this::registered, "grace", "{")).containsExactly(wrong(1));
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
                .containsExactly(wrong(3));
    }

    private void registered(Ledger ledger) {
        ledger.append("PASSKEY_REGISTERED", Map.of(), hidden("subject", "grace", "key", key.key()));
    }

    private void removed(Ledger ledger) {
        registered(ledger);
        ledger.append("PASSKEY_REMOVED", Map.of(), hidden("subject", "grace", "key", key.key()));
    }

    private void forgotten(Ledger ledger) {
        registered(ledger);
        ledger.redact(ledger.rows.size() - 1);
    }

    private static String wrong(int seq) {
        return "SIGNATURE_NOT_FOR_RECORD seq " + seq;
    }

    private static List<String> trail(Consumer<Ledger> before, String actor, String answer) {
        var ledger = new Ledger();
        before.accept(ledger);
        ledger.append(
                        "RECOMMENDED",
                        Map.of("revision", 2, "contentHash", Ledger.CONTENT),
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
                                answer))
                .sign();
        var findings = new Findings();
        try {
            var trust = new Trust(List.of(), List.of());
            var parts = TrailExport.reader(ledger.export());
            trust.list(parts.keys(), parts.witnesses());
            new VerifyTrail(trust, List.of(), findings, _ -> {}).verify(parts);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return findings.all().stream()
                .map(finding -> finding.verdict() + " seq " + finding.seq())
                .toList();
    }

    private static String said(String text, String answer) {
        return PasskeyAssertion.contradiction(
                        Map.of("signature", text, "assertion", answer, "factors", "PASSKEY"))
                .orElse("nothing");
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
