package org.imprimatur.review.web;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.PasskeySigning;
import org.imprimatur.people.Passkeys;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.people.SigningRequests;
import org.imprimatur.people.SigningSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The signing session that a browser holds open: the password is asked for once, then not again for five minutes. The
 * HTTP session keeps the token and nothing else.
 */
@Component
class OpenSignature {

    private static final String ATTRIBUTE = OpenSignature.class.getName();

    private final SigningSessions sessions;
    private final PasskeySigning keys;
    private final Passkeys passkeys;
    private final People people;
    private final Clock clock;

    OpenSignature(
            SigningSessions sessions,
            PasskeySigning keys,
            Passkeys passkeys,
            People people,
            Clock clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.passkeys = passkeys;
        this.people = people;
        this.clock = clock;
    }

    private record Held(AccountId account, String token, Instant until) implements Serializable {}

    /** End of the open signing session; null if the password is asked for. */
    @Nullable Instant until(HttpSession browser, Person person) {
        var held = held(browser, person);
        return held == null ? null : held.until();
    }

    /** For which name of the server this person has passkeys; null if they have none. */
    @Nullable String passkeysOf(Person person) {
        return passkeys.credentials(person).isEmpty() ? null : passkeys.rpId();
    }

    /** The name that would stand beside a signature given now. */
    String nameOf(Person person) {
        return people.signsAs(person.id());
    }

    /** What a browser asks the keys of this person, so that one of them signs this text. */
    PasskeySigning.Question question(Person person, SigningRequests.Fixed fixed) {
        return keys.question(person, fixed);
    }

    /**
     * The token to sign with. The answer of a key is good for one text, so it comes before a session that is open.
     *
     * @throws Refusal WRONG_PASSWORD, or SIGNING_REQUIRED without a password or with the answer of a wrong key
     */
    String token(HttpSession browser, Person person, @Nullable String password, KeyAnswer answer) {
        if (answer.request() != null && answer.passkey() != null) {
            return keys.answer(person, answer.request(), answer.passkey()).signingToken();
        }
        var held = held(browser, person);
        if (held != null) {
            return held.token();
        }
        if (password == null || password.isEmpty()) {
            throw new Refusal(ProblemType.SIGNING_REQUIRED, Sentence.of("refusal.password-needed"));
        }
        var opened = sessions.open(person, password);
        browser.setAttribute(
                ATTRIBUTE, new Held(person.id(), opened.signingToken(), opened.expiresAt()));
        return opened.signingToken();
    }

    private @Nullable Held held(HttpSession browser, Person person) {
        return browser.getAttribute(ATTRIBUTE) instanceof Held held
                        && held.account().equals(person.id())
                        && held.until().isAfter(clock.instant())
                ? held
                : null;
    }
}
