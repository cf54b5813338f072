package org.imprimatur.badge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Approval;
import org.imprimatur.article.Approvals;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.article.Revision;
import org.imprimatur.article.Revisions;
import org.imprimatur.audit.Coverage;
import org.imprimatur.people.People;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.RoundOutcome;
import org.jspecify.annotations.Nullable;
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
        return Optional.ofNullable(
                of(
                                List.of(article),
                                (approval, names) -> approvers(article, approval.round(), names))
                        .get(article.id().value()));
    }

    /**
     * What the badges of all these say, without the names of the reviewers; absent of those that were never submitted. The same
     * few statements, however many they are.
     */
    public Map<UUID, PublicStatus> of(Collection<Article> found) {
        return of(found, (_, _) -> List.of());
    }

    /** @param approvers told an approval and the names that the trail proves of it */
    private Map<UUID, PublicStatus> of(
            Collection<Article> found,
            BiFunction<Approval, Set<String>, List<Sentence>> approvers) {
        var ids = found.stream().map(article -> article.id().value()).toList();
        var hashes = submittedTexts(found);
        var inForce =
                approvals.inForce(ids).stream()
                        .collect(
                                Collectors.toMap(
                                        approval -> approval.getId().article(),
                                        Function.identity()));
        var proven = coverage.of(inForce.keySet());
        var told = new HashMap<UUID, PublicStatus>();
        for (var article : found) {
            var id = article.id().value();
            var submitted = article.submittedRevision();
            var approval = inForce.get(id);
            PublicStatus.of(
                            submitted == null
                                    ? null
                                    : new PublicStatus.Submitted(
                                            article.status(),
                                            submitted,
                                            Objects.requireNonNull(hashes.get(id))),
                            approval == null ? null : approved(approval, proven.get(id), approvers))
                    .ifPresent(status -> told.put(id, status));
        }
        return told;
    }

    private Map<UUID, String> submittedTexts(Collection<Article> found) {
        var keys = new ArrayList<Revision.Key>();
        for (var article : found) {
            var submitted = article.submittedRevision();
            if (submitted != null) {
                keys.add(new Revision.Key(article.id().value(), submitted));
            }
        }
        return keys.isEmpty()
                ? Map.of()
                : revisions.hashes(keys).stream()
                        .collect(
                                Collectors.toMap(
                                        text -> text.getKey().article(),
                                        Revisions.Hashed::getContentHash));
    }

    private static PublicStatus.Approved approved(
            Approval approval,
            Coverage.@Nullable Approved proven,
            BiFunction<Approval, Set<String>, List<Sentence>> approvers) {
        var hash = approval.contentHash().hex();
        var names =
                proven != null && proven.isOf(approval.revision(), hash)
                        ? proven.names()
                        : Set.<String>of();
        var reviewers = approvers.apply(approval, names);
        var told =
                new PublicStatus.Approved(
                        approval.revision(),
                        hash,
                        approval.approvedAt(),
                        reviewers,
                        PublicStatus.Proof.PENDING);
        return proven != null && reviewers.size() <= proven.verdicts()
                ? told.provenBy(proven)
                : told;
    }

    /** Only those who approved are named, and by name only those who agreed to it and of whom it is proven. */
    private List<Sentence> approvers(Article article, int number, Set<String> proven) {
        var round =
                rounds.of(article.id()).stream()
                        .filter(candidate -> candidate.number() == number)
                        .findFirst()
                        .orElseThrow();
        var approving =
                round.slots().stream()
                        .filter(slot -> slot.recommendation() == Recommendation.APPROVE)
                        .toList();
        var names = publicNames(List.of(round), proven);
        return approving.stream()
                .map(slot -> Objects.requireNonNull(names.get(slot.task().id())))
                .toList();
    }

    /**
     * How the public may know whoever claimed a slot of these rounds, by task; absent where nobody has. By name are known only
     * those who approved in a round that approved, agreed to it, and of whom the trail proves it.
     */
    Map<UUID, Sentence> publicNames(ArticleId article, Collection<ReadRounds.Round> past) {
        return publicNames(
                past,
                coverage.ever(List.of(article.value())).stream()
                        .flatMap(approval -> approval.names().stream())
                        .collect(Collectors.toSet()));
    }

    private Map<UUID, Sentence> publicNames(Collection<ReadRounds.Round> past, Set<String> proven) {
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
                                            && slot.signedAs() != null
                                            && proven.contains(slot.signedAs())
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
