package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.imprimatur.log.VirtualPasskey;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keys in place of passwords: whose they are, what they open, and what they do not. */
@SystemTest
class PasskeyTests {

    private static final String ACCOUNT = "/account";
    private static final String NEW = "/account/passkeys/new";

    @Autowired Api api;
    @Autowired People people;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Invariants invariants;

    private final String name = "key-" + UUID.randomUUID().toString().substring(0, 8);
    private final VirtualPasskey key = key();

    @BeforeEach
    void makeAnAccount() {
        letWrongTriesGrowOld();
        Cast.account(
                people, name, "Dr Key Holder", Set.of(Role.REVIEWER), Set.of("oncology"), false);
    }

    @AfterEach
    void letWrongTriesGrowOld() {
        clock.advance(Duration.ofMinutes(16));
    }

    private VirtualPasskey key() {
        var made = VirtualPasskey.of(-7);
        made.rpId = "localhost";
        made.origin = "http://localhost:8080";
        made.credential = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        return made;
    }

    @Test
    void opensTheAccountOfItsOwner() {
        register(key, "Phone");

        var visitor = new Visitor(api);
        var before = visitor.get("/sign-in").page().select("input[name=to]");
        assertThat(before).isEmpty();
        assertThat(signIn(visitor, key).expect(302).location()).isEqualTo("/after-sign-in");
        var account = visitor.get(ACCOUNT).expect(200);
        assertThat(account.text()).contains("Phone", "on one device", name);
        assertThat(visitor.cookie("imprimatur-device")).isNotEmpty();
        invariants.hold();
    }

    @Test
    void asksForThePasswordBeforeOneIsMade() {
        var visitor = new Visitor(api).as(name);

        var refused =
                visitor.post(
                        ACCOUNT,
                        "/account/passkeys",
                        Map.of("passkey", "Phone", "confirm", "not the password"));

        assertThat(refused.expect(422).page().select("#passkey").val()).isEqualTo("Phone");
        assertThat(refused.page().select("#confirm-wrong").text()).isNotEmpty();
        assertThat(visitor.get(NEW).expect(303).location()).isEqualTo(ACCOUNT);
        assertThat(visitor.post(ACCOUNT, NEW, key.registers("AAAA")).expect(303).location())
                .isEqualTo(ACCOUNT);
        assertThat(visitor.post(ACCOUNT, "/account/passkeys", Map.of("passkey", " ")).status())
                .isEqualTo(422);
    }

    @Test
    void isNotMadeForAnotherChallengeServerOrWithoutProofOfWhoIsThere() {
        var visitor = new Visitor(api).as(name);
        var challenge = offered(visitor, "Phone");
        key.origin = "https://localhost.evil.example";
        assertNotMade(visitor, key.registers(challenge));
        key.origin = "http://localhost:8080";
        key.rpId = "evil.example";
        assertNotMade(visitor, key.registers(challenge));
        key.rpId = "localhost";
        key.flags = 0x01;
        assertNotMade(visitor, key.registers(challenge));
        key.flags = 0x05;
        assertNotMade(visitor, key.registers("AAAA"));
        assertNotMade(visitor, Map.of());
        assertNotMade(visitor, Map.of("clientDataJSON", "?", "attestationObject", "?"));
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertNotMade(visitor, key.registers(challenge));

        challenge = offered(visitor, "Phone");
        assertThat(visitor.post(NEW, NEW, key.registers(challenge)).expect(303).location())
                .isEqualTo("/account?done=passkey");
        assertNotMade(visitor, key.registers(offered(visitor, "The same")));
    }

    /** A public key is no secret: the trail shows it, and whoever registers it proves nothing. */
    @Test
    void isNotMadeOfAKeyThatSomebodyHas() {
        register(key, "Phone");
        var planter = new Visitor(api).as(Cast.MEI);
        key.credential = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

        assertNotMade(planter, key.registers(offered(planter, "Mine")));
    }

    private void assertNotMade(Visitor visitor, Map<String, String> fields) {
        assertThat(visitor.post(NEW, NEW, fields).expect(303).location())
                .isEqualTo(NEW + "?failed");
        assertThat(visitor.get(NEW + "?failed").expect(200).page().select("[role=alert]"))
                .isNotEmpty();
    }

    @Test
    void answersOnceAndInTime() {
        register(key, "Phone");
        var visitor = new Visitor(api);
        var asked = asked(visitor);
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertRefused(visitor, key.answers(asked));
        assertRefused(visitor, key.answers(asked(new Visitor(api))));

        var answer = key.answers(asked(visitor));
        send(visitor, answer).expect(302);
        assertThat(visitor.get(ACCOUNT).status()).isEqualTo(200);
        key.count++;
        assertRefused(new Visitor(api), answer);
        assertRefused(visitor, answer);
    }

    @Test
    void isRefusedWhenItCountsBackwards() {
        register(key, "Phone");
        key.count = 20;
        signIn(new Visitor(api), key).expect(302);
        var copy = new Visitor(api);
        assertRefused(copy, key.answers(asked(copy)));
        key.count = 19;
        assertRefused(copy, key.answers(asked(copy)));
        key.count = 21;
        assertThat(signIn(copy, key).location()).isEqualTo("/after-sign-in");
    }

    @Test
    void isRefusedFromAnotherServerWithoutItsOwnerOrForSomebodyElse() {
        register(key, "Phone");
        var visitor = new Visitor(api);
        key.origin = "https://localhost.evil.example";
        assertRefused(visitor, key.answers(asked(visitor)));
        key.origin = "http://localhost:8080";
        key.rpId = "evil.example";
        assertRefused(visitor, key.answers(asked(visitor)));
        key.rpId = "localhost";
        key.flags = 0x01;
        assertRefused(visitor, key.answers(asked(visitor)));
        key.flags = 0x05;
        var forSomebodyElse = new HashMap<>(key.answers(asked(visitor)));
        forSomebodyElse.put("userHandle", "AAAAAAAAAAAAAAAAAAAAAA");
        assertRefused(visitor, forSomebodyElse);
        var impostor = key();
        impostor.credential = key.credential;
        assertRefused(visitor, impostor.answers(asked(visitor)));
        assertRefused(visitor, key().answers(asked(visitor)));
        assertRefused(visitor, Map.of());
        assertRefused(visitor, Map.of("credential", "?"));
        assertThat(signIn(visitor, key).location()).isEqualTo("/after-sign-in");
    }

    @Test
    void opensNoDisabledAccount() {
        register(key, "Phone");
        disable(true);
        var visitor = new Visitor(api);
        assertRefused(visitor, key.answers(asked(visitor)));
        disable(false);
        assertThat(signIn(visitor, key).location()).isEqualTo("/after-sign-in");
    }

    @Test
    void isListenedToNoMoreAfterTooManyWrongAnswers() {
        register(key, "Phone");
        var visitor = new Visitor(api);
        key.flags = 0x01;
        for (var i = 0; i < 10; i++) {
            assertRefused(visitor, key.answers(asked(visitor)));
        }
        key.flags = 0x05;
        assertThat(signIn(visitor, key).status()).isEqualTo(429);
    }

    @Test
    void isCalledOtherwiseAndRemovedByItsOwnerAlone() {
        var owner = register(key, "Phone");
        var page = owner.get(ACCOUNT).page().select("a[href^=/account/passkeys/]").attr("href");
        var stranger = new Visitor(api).as(Cast.MEI);
        assertThat(stranger.get(page).status()).isEqualTo(404);
        assertThat(stranger.post(ACCOUNT, page + "/name", Map.of("name", "Mine")).status())
                .isEqualTo(404);
        stranger.post(ACCOUNT, page + "/removal", Map.of()).expect(303);

        owner.post(page, page + "/name", Map.of("name", "")).expect(422);
        owner.post(page, page + "/name", Map.of("name", "Old phone")).expect(303);
        assertThat(owner.get(ACCOUNT).text()).contains("Old phone");
        invariants.hold();
        owner.post(page, page + "/removal", Map.of()).expect(303);
        assertThat(owner.get(ACCOUNT).text()).doesNotContain("Old phone");
        var visitor = new Visitor(api);
        assertRefused(visitor, key.answers(asked(visitor)));
        invariants.hold();
    }

    /** Puts the row back: all tests look at one database. */
    @Test
    void isMissedByTheCheckWhenARootSessionSwapsIt() {
        register(key, "Phone");
        var mine = jdbc.sql("SELECT public_key FROM passkey WHERE credential_id = ?");
        var stored = mine.param(key.credential).query(byte[].class).single();
        var other = Base64.getDecoder().decode(key().key());

        change("UPDATE passkey SET public_key = ? WHERE credential_id = ?", other);
        try {
            assertThat(invariants.violations())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith("PROJECTION_MISMATCH: passkey ")
                    .contains(": key: ");
        } finally {
            change("UPDATE passkey SET public_key = ? WHERE credential_id = ?", stored);
        }
        invariants.hold();
    }

    private void change(String sql, byte[] key) {
        transaction.executeWithoutResult(
                _ -> jdbc.sql(sql).params(key, this.key.credential).update());
    }

    private void disable(boolean disabled) {
        transaction.executeWithoutResult(
                _ ->
                        jdbc.sql("UPDATE account SET disabled = ? WHERE username = ?")
                                .params(disabled, name)
                                .update());
    }

    /** The owner, signed in with the password, after the key was made. */
    private Visitor register(VirtualPasskey made, String called) {
        var owner = new Visitor(api).as(name);
        var fields = made.registers(offered(owner, called));
        assertThat(owner.post(NEW, NEW, fields).expect(303).location())
                .isEqualTo("/account?done=passkey");
        return owner;
    }

    private String offered(Visitor owner, String called) {
        owner.post(
                        ACCOUNT,
                        "/account/passkeys",
                        Map.of("passkey", called, "confirm", Cast.PASSWORD))
                .expect(303);
        return owner.get(NEW)
                .expect(200)
                .page()
                .select("form[data-challenge]")
                .attr("data-challenge");
    }

    private static String asked(Visitor visitor) {
        var answer = visitor.post("/sign-in", "/sign-in/passkey/question", Map.of()).expect(200);
        return JsonMapper.shared().readTree(answer.response().body()).get("challenge").asString();
    }

    private Visitor.Seen signIn(Visitor visitor, VirtualPasskey made) {
        return send(visitor, made.answers(asked(visitor)));
    }

    private static Visitor.Seen send(Visitor visitor, Map<String, String> answer) {
        return visitor.post("/sign-in", "/sign-in/passkey", answer);
    }

    private static void assertRefused(Visitor visitor, Map<String, String> answer) {
        assertThat(send(visitor, answer).expect(302).location())
                .isEqualTo("/sign-in?passkey-failed");
    }
}
