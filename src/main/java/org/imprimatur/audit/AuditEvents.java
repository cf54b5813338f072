package org.imprimatur.audit;

import static org.imprimatur.article.ArticleStatus.DRAFT;
import static org.imprimatur.article.ArticleStatus.REJECTED;
import static org.imprimatur.article.ArticleStatus.SUBMITTED;
import static org.imprimatur.article.ArticleStatus.UNDER_REVIEW;
import static org.imprimatur.article.ArticleStatus.WITHDRAWN;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.imprimatur.article.ArticleEvent;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.people.PeopleEvent;
import org.imprimatur.policy.PolicyEvent;
import org.imprimatur.process.ProcessEvent;
import org.imprimatur.proposal.ProposalEvent;
import org.imprimatur.review.ReviewEvent;
import org.imprimatur.review.ReviewProcess;
import org.imprimatur.review.RoundRef;
import org.jspecify.annotations.Nullable;

/** Every event of the system as an entry of the trail. The switches are exhaustive: an event without its case does not compile. */
final class AuditEvents {

    private AuditEvents() {}

    static AuditEvent of(ArticleEvent event) {
        return switch (event) {
            case ArticleEvent.Created created -> draft("CREATED", created, null, DRAFT).build();
            case ArticleEvent.Revised revised ->
                    draft("REVISED", revised, revised.from(), revised.to())
                            .hide("reason", revised.changeNote())
                            .build();
            case ArticleEvent.Submitted submitted ->
                    published("SUBMITTED", submitted, submitted.from(), SUBMITTED)
                            .hide("reason", submitted.changeNote())
                            .build();
            case ArticleEvent.ReviewBegun begun ->
                    published("UNDER_REVIEW", begun, SUBMITTED, UNDER_REVIEW).build();
            case ArticleEvent.Decided decided -> {
                var decision = decided.decision();
                var to = decision.outcome().status();
                yield published(to.name(), decided, decided.from(), to)
                        .show("round", decision.round())
                        .show("process", ReviewProcess.KEY)
                        .show("processVersion", decision.processVersion())
                        .show("policy", decision.policyVersion())
                        .hide("reason", decision.reason())
                        .build();
            }
            case ArticleEvent.Withdrawn withdrawn ->
                    published("WITHDRAWN", withdrawn, withdrawn.from(), WITHDRAWN)
                            .hide("reason", withdrawn.reason())
                            .build();
            case ArticleEvent.Reopened reopened ->
                    published("REOPENED", reopened, REJECTED, DRAFT)
                            .hide("reason", reopened.reason())
                            .build();
        };
    }

    static AuditEvent of(ReviewEvent event) {
        return switch (event) {
            case ReviewEvent.RoundOpened opened ->
                    round("ROUND_OPENED", opened)
                            .hide("quorum", opened.quorum())
                            .hide("slots", opened.slots())
                            .hide("authors", opened.authors())
                            .build();
            case ReviewEvent.Claimed claimed ->
                    round("CLAIMED", claimed).hide("subject", claimed.specialty()).build();
            case ReviewEvent.Assigned assigned ->
                    round("ASSIGNED", assigned)
                            .hide("subject", assigned.specialty())
                            .hide("holder", assigned.holder())
                            .hide("reason", assigned.reason())
                            .build();
            case ReviewEvent.Released released ->
                    round("RELEASED", released)
                            .hide("holder", released.holder())
                            .hide("subject", released.specialty())
                            .hide("reason", released.reason())
                            .build();
            case ReviewEvent.Recommended recommended ->
                    round(recommended.number() == 1 ? "RECOMMENDED" : "CORRECTED", recommended)
                            .show("number", recommended.number())
                            .hide("subject", recommended.specialty())
                            .hide("meaning", recommended.recommendation())
                            // with and without words alike: which members a leaf has would tell the
                            // vote
                            .hide("reason", Objects.requireNonNullElse(recommended.comment(), ""))
                            .sign(recommended.signature())
                            .build();
            case ReviewEvent.Decided decided -> {
                var entry =
                        round("DECIDED", decided)
                                .hide("meaning", decided.outcome())
                                .hide("reason", decided.reason());
                yield (decided.signature() == null ? entry : entry.sign(decided.signature()))
                        .build();
            }
            case ReviewEvent.Superseded superseded -> round("ROUND_SUPERSEDED", superseded).build();
            case ReviewEvent.Reminded reminded ->
                    round("REMINDED", reminded).hide("reason", reminded.reason()).build();
            case ReviewEvent.Overdue overdue ->
                    round("OVERDUE", overdue).hide("reason", overdue.reason()).build();
        };
    }

    /** What a reader wrote is nobody's to publish, so a leaf holds it as a hash like every reason. */
    static AuditEvent of(ProposalEvent event) {
        return switch (event) {
            case ProposalEvent.Received received ->
                    proposal("PROPOSAL_RECEIVED", received)
                            .show("revision", received.revision())
                            .hide("kind", received.kind())
                            .hide("section", received.section())
                            .hide("reason", received.words())
                            .build();
            case ProposalEvent.Taken taken -> proposal("PROPOSAL_TAKEN", taken).build();
            case ProposalEvent.GivenBack back -> proposal("PROPOSAL_GIVEN_BACK", back).build();
            case ProposalEvent.Declined declined ->
                    proposal("PROPOSAL_DECLINED", declined)
                            .hide("reason", declined.reason())
                            .build();
            case ProposalEvent.Settled settled ->
                    proposal("PROPOSAL_SETTLED", settled).hide("reason", settled.outcome()).build();
            case ProposalEvent.ArticleStarted started ->
                    proposal("PROPOSAL_ARTICLE_STARTED", started)
                            .hide("reason", started.slug())
                            .build();
        };
    }

    static AuditEvent of(PolicyEvent event) {
        return switch (event) {
            case PolicyEvent.PolicyAdopted adopted ->
                    AuditEvent.bySystem("POLICY_ADOPTED")
                            .show("policy", adopted.version())
                            .show("text", adopted.textHash())
                            .build();
        };
    }

    static AuditEvent of(ProcessEvent event) {
        return switch (event) {
            case ProcessEvent.ProcessDeployed deployed ->
                    AuditEvent.bySystem("PROCESS_DEPLOYED")
                            .show("process", deployed.key())
                            .show("processVersion", deployed.version())
                            .show("text", deployed.textHash())
                            .build();
            case ProcessEvent.ProcessRefused refused ->
                    AuditEvent.bySystem("PROCESS_REFUSED")
                            .show("process", refused.key())
                            .show("processVersion", refused.versionInForce())
                            .show("text", refused.textHash())
                            .hide("reason", refused.reason())
                            .build();
        };
    }

    static AuditEvent of(PeopleEvent event) {
        return switch (event) {
            case PeopleEvent.AccountCreated created -> account("ACCOUNT_CREATED", created).build();
            case PeopleEvent.ProfileChanged changed -> account("PROFILE_CHANGED", changed).build();
            case PeopleEvent.SpecialtiesChanged changed ->
                    account("SPECIALTIES_CHANGED", changed).build();
            case PeopleEvent.AccountDisabled disabled ->
                    account("ACCOUNT_DISABLED", disabled).hide("reason", disabled.reason()).build();
            case PeopleEvent.AccountEnabled enabled ->
                    account("ACCOUNT_ENABLED", enabled).hide("reason", enabled.reason()).build();
            case PeopleEvent.RoleGranted granted ->
                    account("GRANTED", granted)
                            .show("request", granted.request())
                            .hide("meaning", granted.role())
                            .hide("requester", granted.requester())
                            .build();
            case PeopleEvent.RoleRevoked revoked ->
                    account("REVOKED", revoked)
                            .show("request", revoked.request())
                            .hide("meaning", revoked.role())
                            .hide("requester", revoked.requester())
                            .build();
            case PeopleEvent.GrantRequested requested ->
                    about("GRANT_REQUESTED", requested, requested.username())
                            .show("request", requested.request())
                            .hide("meaning", requested.role())
                            .build();
            case PeopleEvent.RevocationRequested requested ->
                    about("REVOCATION_REQUESTED", requested, requested.username())
                            .show("request", requested.request())
                            .hide("meaning", requested.role())
                            .build();
            case PeopleEvent.RequestDeclined declined ->
                    about("ROLE_REQUEST_DECLINED", declined, declined.username())
                            .show("request", declined.request())
                            .hide("meaning", declined.role())
                            .build();
            case PeopleEvent.SetUpLinkMade made ->
                    about("SET_UP_LINK_MADE", made, made.username())
                            .hide("link", made.link())
                            .build();
            case PeopleEvent.PasswordChanged changed ->
                    about("PASSWORD_CHANGED", changed, changed.username()).build();
            case PeopleEvent.SignedOut out ->
                    about(
                                    out.everywhere() ? "SIGNED_OUT_EVERYWHERE" : "SESSION_ENDED",
                                    out,
                                    out.username())
                            .build();
            case PeopleEvent.TokenCreated created ->
                    about("TOKEN_CREATED", created, created.username())
                            .hide("meaning", created.label())
                            .build();
            case PeopleEvent.TokenRevoked revoked ->
                    about("TOKEN_REVOKED", revoked, revoked.username())
                            .hide("meaning", revoked.label())
                            .build();
            case PeopleEvent.PasskeyRegistered registered ->
                    passkey("PASSKEY_REGISTERED", registered);
            case PeopleEvent.PasskeyRenamed renamed -> passkey("PASSKEY_RENAMED", renamed);
            case PeopleEvent.PasskeyRemoved removed -> passkey("PASSKEY_REMOVED", removed);
            case PeopleEvent.RedactionRequested requested ->
                    about("REDACTION_REQUESTED", requested, requested.username())
                            .show("request", requested.request())
                            .hide("reason", requested.reason())
                            .build();
            case PeopleEvent.RedactionDeclined declined ->
                    about("REDACTION_DECLINED", declined, declined.username())
                            .show("request", declined.request())
                            .build();
            case PeopleEvent.Redacted redacted ->
                    account("REDACTION_CONSENTED", redacted)
                            .show("request", redacted.request())
                            .hide("requester", redacted.requester())
                            .hide("reason", redacted.reason())
                            .hide("passkeys", redacted.passkeys())
                            .build();
            case PeopleEvent.AccountRestated restated ->
                    account("ACCOUNT_RESTATED", restated).build();
            case PeopleEvent.PasswordTriesStopped stopped ->
                    about("PASSWORD_TRIES_STOPPED", stopped, stopped.username())
                            .hide("meaning", stopped.origin())
                            .build();
        };
    }

    private static AuditEvent passkey(String action, PeopleEvent.OfPasskey event) {
        var now = event.now();
        return about(action, event, event.username())
                .hide("meaning", now.name())
                .hide("credential", now.credential())
                .hide("key", now.publicKey())
                .hide("algorithm", now.algorithm())
                .build();
    }

    private static AuditEvent.Builder about(
            String action, PeopleEvent event, @Nullable String username) {
        return AuditEvent.of(action, event.by()).hide("subject", username);
    }

    /** With what the account is from now on: each member that is left out is empty. */
    private static AuditEvent.Builder account(String action, PeopleEvent.Changed event) {
        var now = event.now();
        return about(action, event, event.username())
                .hide("name", now.name())
                .hide("credentials", now.credentials())
                .hide("orcid", now.orcid())
                .hide("consentsToBeNamed", now.consentsToBeNamed())
                .hide("roles", words(now.roles()))
                .hide("specialties", words(now.specialties()))
                .hide("disabled", now.disabled());
    }

    private static String words(Collection<?> words) {
        return words.stream().map(String::valueOf).sorted().collect(Collectors.joining(","));
    }

    static AuditEvent of(LogEvent event) {
        return switch (event) {
            case LogEvent.KeyRotated rotated ->
                    AuditEvent.of("KEY_ROTATED", rotated.by())
                            .show("fromKey", rotated.from())
                            .show("toKey", rotated.to())
                            .show("handover", rotated.handover())
                            .build();
            case LogEvent.Reopened reopened ->
                    AuditEvent.of("LOG_REOPENED", reopened.by())
                            .show("fromOrigin", reopened.from())
                            .show("toKey", reopened.to())
                            .show("size", reopened.size())
                            .show("root", reopened.root())
                            .hide("requester", reopened.requester())
                            .hide("reason", reopened.reason())
                            .build();
            case LogEvent.Checked checked ->
                    AuditEvent.of("FSCK_RUN", checked.by())
                            .show("run", checked.run())
                            .show("entries", checked.entries())
                            .show("verdict", checked.verdict())
                            .show("text", checked.report())
                            .build();
        };
    }

    static AuditEvent of(TrailEvent event) {
        return switch (event) {
            case TrailEvent.Read read ->
                    AuditEvent.of("READ", read.by()).hide("filter", read.filter()).build();
            case TrailEvent.Exported exported ->
                    AuditEvent.of("EXPORTED", exported.by())
                            .show("format", exported.format())
                            .show("entries", exported.entries())
                            .hide("filter", exported.filter())
                            .build();
            case TrailEvent.Annotated annotated ->
                    AuditEvent.of("ANNOTATED", annotated.by())
                            .show("annotated", annotated.seq())
                            .hide("reason", annotated.text())
                            .build();
        };
    }

    /** The hash of a text that nobody may read yet is hidden. */
    private static AuditEvent.Builder draft(
            String action, ArticleEvent event, @Nullable ArticleStatus from, ArticleStatus to) {
        return article(action, event, from, to).hide("contentHash", event.contentHash());
    }

    private static AuditEvent.Builder published(
            String action, ArticleEvent event, ArticleStatus from, ArticleStatus to) {
        return article(action, event, from, to).show("contentHash", event.contentHash());
    }

    private static AuditEvent.Builder article(
            String action, ArticleEvent event, @Nullable ArticleStatus from, ArticleStatus to) {
        return AuditEvent.of(action, event.by())
                .show("from", from)
                .show("to", to)
                .show("revision", event.revision())
                .hide("article", event.article());
    }

    private static AuditEvent.Builder proposal(String action, ProposalEvent event) {
        return AuditEvent.of(action, event.by())
                .hide("subject", event.proposal())
                .hide("article", event.article());
    }

    private static AuditEvent.Builder round(String action, ReviewEvent event) {
        RoundRef round = event.round();
        return AuditEvent.of(action, event.by())
                .show("revision", round.revision())
                .show("contentHash", round.contentHash())
                .show("round", round.number())
                .show("process", ReviewProcess.KEY)
                .show("processVersion", round.processVersion())
                .show("policy", round.policyVersion())
                .hide("article", round.article());
    }
}
