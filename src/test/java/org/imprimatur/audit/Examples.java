package org.imprimatur.audit;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.article.ArticleEvent;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.Decision;
import org.imprimatur.article.Outcome;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Actor;
import org.imprimatur.people.FormerIdentity;
import org.imprimatur.people.PasskeyProfile;
import org.imprimatur.people.PeopleEvent;
import org.imprimatur.people.Profile;
import org.imprimatur.people.Role;
import org.imprimatur.policy.PolicyEvent;
import org.imprimatur.process.ProcessEvent;
import org.imprimatur.proposal.Proposal;
import org.imprimatur.proposal.ProposalEvent;
import org.imprimatur.proposal.ProposalId;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.ReviewEvent;
import org.imprimatur.review.RoundRef;
import org.imprimatur.review.Signature;

/** One event of each kind, as large as it can be, with the action that the trail calls it. */
final class Examples {

    static final ArticleId ARTICLE =
            new ArticleId(UUID.fromString("019a0000-0000-7000-8000-000000000001"));
    static final ProposalId PROPOSAL =
            new ProposalId(UUID.fromString("019a0000-0000-7000-8000-000000000003"));
    static final UUID REQUEST = UUID.fromString("019a0000-0000-7000-8000-000000000004");
    static final UUID SESSION = UUID.fromString("019a0000-0000-7000-8000-000000000002");
    static final ContentHash HASH = new ContentHash("ab".repeat(32));
    static final Actor EDITOR = new Actor("e".repeat(64), Role.EDITOR);
    static final Actor CHIEF = new Actor("c".repeat(64), Role.CHIEF_EDITOR);
    static final Actor REVIEWER = new Actor("r".repeat(64), Role.REVIEWER);
    static final Actor AUDITOR = new Actor("a".repeat(64), Role.AUDITOR);
    static final String PROSE = "A reason of its own. ".repeat(190);
    static final Signature SIGNATURE =
            new Signature(PROSE, SESSION, "{\"factors\":\"PASSKEY\"}", PROSE);
    static final int MOST = Integer.MAX_VALUE;
    static final RoundRef ROUND = new RoundRef(ARTICLE, MOST, MOST, HASH, MOST, MOST);
    static final String SPECIALTY = "specialty-" + "s".repeat(50);

    static final String USER = "u".repeat(64);
    static final Profile PROFILE =
            new Profile(
                    "n".repeat(200),
                    "MD, PhD",
                    "0000-0002-1825-0097",
                    true,
                    Set.of(Role.values()),
                    Set.of(SPECIALTY),
                    false);

    static final PasskeyProfile PASSKEY =
            new PasskeyProfile("k".repeat(100), "c".repeat(340), "p".repeat(1068), -257);

    record Example(String action, Object event, AuditEvent audited) {

        @Override
        public String toString() {
            return action + " from " + event.getClass().getSimpleName();
        }
    }

    private Examples() {}

    static List<Example> all() {
        return List.of(
                article("CREATED", new ArticleEvent.Created(ARTICLE, EDITOR, MOST, HASH)),
                article(
                        "REVISED",
                        new ArticleEvent.Revised(
                                ARTICLE,
                                EDITOR,
                                MOST,
                                HASH,
                                ArticleStatus.CHANGES_REQUESTED,
                                ArticleStatus.CHANGES_REQUESTED,
                                PROSE)),
                article(
                        "SUBMITTED",
                        new ArticleEvent.Submitted(
                                ARTICLE,
                                EDITOR,
                                MOST,
                                HASH,
                                ArticleStatus.CHANGES_REQUESTED,
                                PROSE)),
                article(
                        "UNDER_REVIEW",
                        new ArticleEvent.ReviewBegun(ARTICLE, Actor.SYSTEM, MOST, HASH)),
                decided("APPROVED", Outcome.APPROVE),
                decided("CHANGES_REQUESTED", Outcome.REQUEST_CHANGES),
                decided("REJECTED", Outcome.REJECT),
                article(
                        "WITHDRAWN",
                        new ArticleEvent.Withdrawn(
                                ARTICLE, CHIEF, MOST, HASH, ArticleStatus.UNDER_REVIEW, PROSE)),
                article("REOPENED", new ArticleEvent.Reopened(ARTICLE, CHIEF, MOST, HASH, PROSE)),
                review(
                        "ROUND_OPENED",
                        new ReviewEvent.RoundOpened(
                                ROUND, EDITOR, 2, "s".repeat(500), "a".repeat(2000))),
                review("CLAIMED", new ReviewEvent.Claimed(ROUND, REVIEWER, SPECIALTY)),
                review(
                        "ASSIGNED",
                        new ReviewEvent.Assigned(
                                ROUND, CHIEF, REVIEWER.username(), SPECIALTY, PROSE)),
                review(
                        "RELEASED",
                        new ReviewEvent.Released(
                                ROUND, CHIEF, REVIEWER.username(), SPECIALTY, PROSE)),
                review(
                        "RECOMMENDED",
                        new ReviewEvent.Recommended(
                                ROUND,
                                REVIEWER,
                                SPECIALTY,
                                1,
                                Recommendation.REQUEST_CHANGES,
                                PROSE,
                                SIGNATURE)),
                review(
                        "CORRECTED",
                        new ReviewEvent.Recommended(
                                ROUND,
                                REVIEWER,
                                SPECIALTY,
                                2,
                                Recommendation.APPROVE,
                                PROSE,
                                SIGNATURE)),
                review(
                        "DECIDED",
                        new ReviewEvent.Decided(
                                ROUND, CHIEF, Outcome.REQUEST_CHANGES, PROSE, SIGNATURE)),
                review("ROUND_SUPERSEDED", new ReviewEvent.Superseded(ROUND, Actor.SYSTEM)),
                review("REMINDED", new ReviewEvent.Reminded(ROUND, Actor.SYSTEM, PROSE)),
                review("OVERDUE", new ReviewEvent.Overdue(ROUND, Actor.SYSTEM, PROSE)),
                proposal(
                        "PROPOSAL_RECEIVED",
                        new ProposalEvent.Received(
                                PROPOSAL,
                                ARTICLE,
                                MOST,
                                Proposal.Kind.CITATION,
                                "s".repeat(300),
                                PROSE)),
                proposal("PROPOSAL_TAKEN", new ProposalEvent.Taken(PROPOSAL, ARTICLE, EDITOR)),
                proposal(
                        "PROPOSAL_GIVEN_BACK",
                        new ProposalEvent.GivenBack(PROPOSAL, ARTICLE, EDITOR)),
                proposal(
                        "PROPOSAL_DECLINED",
                        new ProposalEvent.Declined(PROPOSAL, ARTICLE, EDITOR, PROSE)),
                proposal(
                        "PROPOSAL_SETTLED",
                        new ProposalEvent.Settled(PROPOSAL, ARTICLE, EDITOR, PROSE)),
                proposal(
                        "PROPOSAL_ARTICLE_STARTED",
                        new ProposalEvent.ArticleStarted(
                                PROPOSAL, ARTICLE, EDITOR, "s".repeat(120))),
                policy(new PolicyEvent.PolicyAdopted(MOST, HASH.hex())),
                process(
                        "PROCESS_DEPLOYED",
                        new ProcessEvent.ProcessDeployed("editorialReview", MOST, HASH.hex())),
                process(
                        "PROCESS_REFUSED",
                        new ProcessEvent.ProcessRefused(
                                "editorialReview", MOST, HASH.hex(), PROSE)),
                trail("READ", new TrailEvent.Read(AUDITOR, PROSE)),
                trail("ANNOTATED", new TrailEvent.Annotated(AUDITOR, Long.MAX_VALUE, PROSE)),
                trail("EXPORTED", new TrailEvent.Exported(AUDITOR, PROSE, "JSON", Long.MAX_VALUE)),
                people("ACCOUNT_CREATED", new PeopleEvent.AccountCreated(CHIEF, USER, PROFILE)),
                people("PROFILE_CHANGED", new PeopleEvent.ProfileChanged(CHIEF, USER, PROFILE)),
                people(
                        "SPECIALTIES_CHANGED",
                        new PeopleEvent.SpecialtiesChanged(CHIEF, USER, PROFILE)),
                people(
                        "ACCOUNT_DISABLED",
                        new PeopleEvent.AccountDisabled(CHIEF, USER, PROSE, PROFILE)),
                people(
                        "ACCOUNT_ENABLED",
                        new PeopleEvent.AccountEnabled(CHIEF, USER, PROSE, PROFILE)),
                people(
                        "GRANTED",
                        new PeopleEvent.RoleGranted(
                                CHIEF, USER, Role.AUDITOR, EDITOR.username(), REQUEST, PROFILE)),
                people(
                        "REVOKED",
                        new PeopleEvent.RoleRevoked(
                                CHIEF, USER, Role.AUDITOR, EDITOR.username(), REQUEST, PROFILE)),
                people(
                        "GRANT_REQUESTED",
                        new PeopleEvent.GrantRequested(CHIEF, USER, Role.AUDITOR, REQUEST)),
                people(
                        "REVOCATION_REQUESTED",
                        new PeopleEvent.RevocationRequested(CHIEF, USER, Role.AUDITOR, REQUEST)),
                people(
                        "ROLE_REQUEST_DECLINED",
                        new PeopleEvent.RequestDeclined(CHIEF, USER, Role.AUDITOR, REQUEST)),
                people(
                        "REDACTION_REQUESTED",
                        new PeopleEvent.RedactionRequested(CHIEF, USER, PROSE, REQUEST)),
                people(
                        "REDACTION_DECLINED",
                        new PeopleEvent.RedactionDeclined(CHIEF, USER, REQUEST)),
                people(
                        "REDACTION_CONSENTED",
                        new PeopleEvent.Redacted(
                                CHIEF,
                                USER,
                                EDITOR.username(),
                                PROSE,
                                MOST,
                                REQUEST,
                                PROFILE,
                                new FormerIdentity(
                                        new AccountId(new UUID(0, 1)), USER, Set.of(PROSE)))),
                people("ACCOUNT_RESTATED", new PeopleEvent.AccountRestated(CHIEF, USER, PROFILE)),
                people("SET_UP_LINK_MADE", new PeopleEvent.SetUpLinkMade(CHIEF, USER, HASH.hex())),
                people("PASSWORD_CHANGED", new PeopleEvent.PasswordChanged(CHIEF, USER)),
                people("SESSION_ENDED", new PeopleEvent.SignedOut(CHIEF, USER, false)),
                people("SIGNED_OUT_EVERYWHERE", new PeopleEvent.SignedOut(CHIEF, USER, true)),
                people("TOKEN_CREATED", new PeopleEvent.TokenCreated(CHIEF, USER, "A label")),
                people(
                        "PASSKEY_REGISTERED",
                        new PeopleEvent.PasskeyRegistered(CHIEF, USER, PASSKEY)),
                people("PASSKEY_RENAMED", new PeopleEvent.PasskeyRenamed(CHIEF, USER, PASSKEY)),
                people("PASSKEY_REMOVED", new PeopleEvent.PasskeyRemoved(CHIEF, USER, PASSKEY)),
                people("TOKEN_REVOKED", new PeopleEvent.TokenRevoked(CHIEF, USER, "A label")),
                people(
                        "PASSWORD_TRIES_STOPPED",
                        new PeopleEvent.PasswordTriesStopped(
                                Actor.SYSTEM, USER, "address 192.0.2.1")));
    }

    private static Example article(String action, ArticleEvent event) {
        return new Example(action, event, AuditEvents.of(event));
    }

    private static Example decided(String action, Outcome outcome) {
        return article(
                action,
                new ArticleEvent.Decided(
                        new Decision(ARTICLE, MOST, MOST, HASH, outcome, CHIEF, PROSE, MOST, MOST),
                        ArticleStatus.UNDER_REVIEW));
    }

    private static Example review(String action, ReviewEvent event) {
        return new Example(action, event, AuditEvents.of(event));
    }

    private static Example proposal(String action, ProposalEvent event) {
        return new Example(action, event, AuditEvents.of(event));
    }

    private static Example policy(PolicyEvent event) {
        return new Example("POLICY_ADOPTED", event, AuditEvents.of(event));
    }

    private static Example process(String action, ProcessEvent event) {
        return new Example(action, event, AuditEvents.of(event));
    }

    private static Example trail(String action, TrailEvent event) {
        return new Example(action, event, AuditEvents.of(event));
    }

    private static Example people(String action, PeopleEvent event) {
        return new Example(action, event, AuditEvents.of(event));
    }
}
