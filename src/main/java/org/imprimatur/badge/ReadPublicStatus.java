package org.imprimatur.badge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Approval;
import org.imprimatur.article.Approvals;
import org.imprimatur.article.Article;
import org.imprimatur.article.Articles;
import org.imprimatur.article.Revisions;
import org.imprimatur.audit.Coverage;
import org.imprimatur.people.People;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.RoundOutcome;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what {@link PublicStatus} is computed from. */
@Service
@Transactional(readOnly = true)
public class ReadPublicStatus {

    private final Articles articles;
    private final Revisions revisions;
    private final Approvals approvals;
    private final ReadRounds rounds;
    private final People people;
    private final Coverage coverage;

    ReadPublicStatus(
            Articles articles,
            Revisions revisions,
            Approvals approvals,
            ReadRounds rounds,
            People people,
            Coverage coverage) {
        this.articles = articles;
        this.revisions = revisions;
        this.approvals = approvals;
        this.rounds = rounds;
        this.people = people;
        this.coverage = coverage;
    }

    /** An article in public. */
    public record Public(Article article, PublicStatus status) {}

    /** @throws Refusal NOT_FOUND while the article was never submitted */
    public Public of(String slug) {
        var article = articles.findBySlug(slug).orElseThrow(Refusal::notFound);
        return new Public(article, of(article).orElseThrow(Refusal::notFound));
    }

    /** Empty while the article was never submitted. */
    public Optional<PublicStatus> of(Article article) {
        var submitted = article.submittedRevision();
        return PublicStatus.of(
                submitted == null
                        ? null
                        : new PublicStatus.Submitted(
                                article.status(),
                                submitted,
                                revisions.hash(article.id().value(), submitted)),
                approvals
                        .inForce(article.id())
                        .map(approval -> approved(article, approval))
                        .orElse(null));
    }

    private PublicStatus.Approved approved(Article article, Approval approval) {
        return new PublicStatus.Approved(
                approval.revision(),
                approval.contentHash().hex(),
                approval.approvedAt(),
                approvers(article, approval.round()),
                PublicStatus.Proof.of(
                        coverage.of(List.of(article.id().value()))
                                .contains(
                                        new Coverage.Approved(
                                                article.id().value(),
                                                approval.revision(),
                                                approval.contentHash().hex()))));
    }

    /** Only those who approved are named, and by name only those who agreed to it. */
    private List<Sentence> approvers(Article article, int number) {
        var round =
                rounds.of(article.id()).stream()
                        .filter(candidate -> candidate.number() == number)
                        .findFirst()
                        .orElseThrow();
        var approving =
                round.slots().stream()
                        .filter(slot -> slot.recommendation() == Recommendation.APPROVE)
                        .toList();
        var names = publicNames(List.of(round));
        return approving.stream()
                .map(slot -> Objects.requireNonNull(names.get(slot.task().id())))
                .toList();
    }

    /**
     * How the public may know whoever claimed a slot of these rounds, by task; absent where nobody has. By name are known only
     * those who approved in a round that approved, and agreed to it.
     */
    Map<UUID, Sentence> publicNames(Collection<ReadRounds.Round> past) {
        var approving =
                past.stream()
                        .filter(round -> round.outcome() == RoundOutcome.APPROVED)
                        .flatMap(round -> round.slots().stream())
                        .filter(slot -> slot.recommendation() == Recommendation.APPROVE)
                        .map(ReadRounds.Slot::holderId)
                        .collect(Collectors.toSet());
        var named = people.consenting(approving);
        var names = new HashMap<UUID, Sentence>();
        for (var round : past) {
            for (var slot : round.slots()) {
                if (slot.holderId() != null) {
                    var name =
                            round.outcome() == RoundOutcome.APPROVED
                                            && slot.recommendation() == Recommendation.APPROVE
                                            && named.contains(slot.holderId())
                                    ? slot.signedAs()
                                    : null;
                    names.put(
                            slot.task().id(),
                            name != null
                                    ? Sentence.of("sentence.as-given", name)
                                    : Sentence.of(
                                            "reviewer.unnamed",
                                            Sentence.term(slot.task().specialty())));
                }
            }
        }
        return names;
    }
}
