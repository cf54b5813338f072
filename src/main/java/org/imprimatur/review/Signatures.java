package org.imprimatur.review;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.Factor;
import org.imprimatur.people.Person;
import org.imprimatur.people.SigningRequests;
import org.imprimatur.people.SigningSessions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A statement and a fresh factor become a signature. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Signatures {

    private final SigningSessions sessions;
    private final SigningRequests requests;
    private final Clock clock;

    Signatures(SigningSessions sessions, SigningRequests requests, Clock clock) {
        this.sessions = sessions;
        this.requests = requests;
        this.clock = clock;
    }

    record Given(Signature signature, Instant at) {}

    /** Fixes the text that a key is asked to sign, its moment with it. */
    SigningRequests.Fixed request(Person person, Statement statement, SigningMeans means) {
        var nonce = UUID.randomUUID();
        return requests.fix(
                person, nonce, statement.text(nonce, now(), means.zone(), Factor.PASSKEY));
    }

    /** @throws Refusal SIGNING_REQUIRED without a fresh factor of this person */
    void requireFactor(Person person, SigningMeans means) {
        sessions.require(person, means.token());
    }

    /** @throws Refusal SIGNING_REQUIRED without a fresh factor of this person, or where a key signed something else */
    Given sign(Person person, Statement statement, SigningMeans means) {
        var session = sessions.require(person, means.token());
        var answered = session.answered();
        if (answered == null) {
            var now = now();
            var text = statement.text(UUID.randomUUID(), now, means.zone(), session.factor());
            return new Given(new Signature(statement.signedAs(), session.id(), text, null), now);
        }
        if (!statement.isSaidBy(answered.text(), session.factor())) {
            throw new Refusal(
                    ProblemType.SIGNING_REQUIRED, Sentence.of("refusal.signed-something-else"));
        }
        sessions.use(answered);
        return new Given(
                new Signature(
                        statement.signedAs(), session.id(), answered.text(), answered.assertion()),
                Statement.signedAt(answered.text()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
