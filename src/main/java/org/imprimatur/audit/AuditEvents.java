package org.imprimatur.audit;

import static org.imprimatur.article.ArticleStatus.DRAFT;
import static org.imprimatur.article.ArticleStatus.REJECTED;
import static org.imprimatur.article.ArticleStatus.SUBMITTED;
import static org.imprimatur.article.ArticleStatus.UNDER_REVIEW;
import static org.imprimatur.article.ArticleStatus.WITHDRAWN;

import org.imprimatur.article.ArticleEvent;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.people.PeopleEvent;
import org.imprimatur.policy.PolicyEvent;
import org.imprimatur.process.ProcessEvent;
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
            case ReviewEvent.RoundOpened opened -> round("ROUND_OPENED", opened).build();
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
                    round("RECOMMENDED", recommended)
                            .hide("subject", recommended.specialty())
                            .hide("meaning", recommended.recommendation())
                            .hide("reason", recommended.comment())
                            .hide("factors", "PASSWORD")
                            .hide("signature", recommended.signingSession())
                            .build();
            case ReviewEvent.Decided decided ->
                    round("DECIDED", decided)
                            .hide("meaning", decided.outcome())
                            .hide("reason", decided.reason())
                            .hide("factors", decided.signingSession() == null ? null : "PASSWORD")
                            .hide("signature", decided.signingSession())
                            .build();
            case ReviewEvent.Superseded superseded -> round("ROUND_SUPERSEDED", superseded).build();
            case ReviewEvent.Reminded reminded ->
                    round("REMINDED", reminded).hide("reason", reminded.reason()).build();
            case ReviewEvent.Overdue overdue ->
                    round("OVERDUE", overdue).hide("reason", overdue.reason()).build();
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
            case PeopleEvent.AccountCreated created ->
                    AuditEvent.of("ACCOUNT_CREATED", created.by())
                            .hide("subject", created.username())
                            .hide(
                                    "meaning",
                                    "roles "
                                            + created.roles().stream().sorted().toList()
                                            + ", specialties "
                                            + created.specialties().stream().sorted().toList())
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
