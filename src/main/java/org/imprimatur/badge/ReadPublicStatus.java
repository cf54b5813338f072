package org.imprimatur.badge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Approval;
import org.imprimatur.article.Approvals;
import org.imprimatur.article.Article;
import org.imprimatur.article.Articles;
import org.imprimatur.article.Revision;
import org.imprimatur.article.Revisions;
import org.imprimatur.audit.Coverage;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Recommendation;
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
    private final PublicReviewers reviewers;
    private final ApprovedTexts texts;
    private final Coverage coverage;

    ReadPublicStatus(
            Articles articles,
            Revisions revisions,
            Approvals approvals,
            ReadRounds rounds,
            PublicReviewers reviewers,
            ApprovedTexts texts,
            Coverage coverage) {
        this.articles = articles;
        this.revisions = revisions;
        this.approvals = approvals;
        this.rounds = rounds;
        this.reviewers = reviewers;
        this.texts = texts;
        this.coverage = coverage;
    }

    /** An article in public. */
    public record Public(Article article, PublicStatus status) {}

    /** @throws Refusal NOT_FOUND while the article was never submitted */
    public Public of(String slug) {
        var article = articles.findBySlug(slug).orElseThrow(Refusal::notFound);
        return new Public(article, of(article).orElseThrow(Refusal::notFound));
    }

    /**
     * Empty while the article was never submitted. Proven only where the approved text says itself that it belongs under this
     * address: which article answers there is the word of a table.
     */
    public Optional<PublicStatus> of(Article article) {
        var status =
                of(
                                List.of(article),
                                (approval, proven) -> approvers(article, approval.round(), proven))
                        .get(article.id().value());
        return Optional.ofNullable(status)
                .map(
                        told ->
                                told.proof() == PublicStatus.Proof.COVERED
                                                && !texts.isOf(article, told)
                                        ? told.unproven()
                                        : told);
    }

    /**
     * What the badges of all these say, without the names of the reviewers; absent of those that were never submitted. The same
     * few statements, however many they are.
     */
    public Map<UUID, PublicStatus> of(Collection<Article> found) {
        return of(found, (_, _) -> Approvers.NOT_TOLD);
    }

    /**
     * Who approved, by the tables' word of who they are.
     *
     * @param isProven whether they are as many as the verdicts that carry the approval
     */
    private record Approvers(List<Sentence> names, boolean isProven) {

        static final Approvers NOT_TOLD = new Approvers(List.of(), true);

        /** Of a redacted verdict nobody can tell any more whether it was for the text. */
        static Approvers of(List<Sentence> names, Coverage.@Nullable Approved proven) {
            if (proven == null) {
                return new Approvers(names, false);
            }
            var told = proven.verdicts().stream().filter(verdict -> verdict.name() != null).count();
            return new Approvers(
                    names,
                    !names.isEmpty()
                            && names.size() >= told
                            && names.size() <= proven.verdicts().size());
        }
    }

    /** @param approvers told an approval and what the trail proves of it */
    private Map<UUID, PublicStatus> of(
            Collection<Article> found,
            BiFunction<Approval, Optional<Coverage.Approved>, Approvers> approvers) {
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
            BiFunction<Approval, Optional<Coverage.Approved>, Approvers> approvers) {
        var reviewers = approvers.apply(approval, Optional.ofNullable(proven));
        var told =
                new PublicStatus.Approved(
                        approval.revision(),
                        approval.contentHash().hex(),
                        approval.approvedAt(),
                        reviewers.names(),
                        PublicStatus.Proof.PENDING);
        return proven != null
                        && proven.isOf(
                                approval.round(), approval.revision(), approval.contentHash().hex())
                        && reviewers.isProven()
                ? told.provenBy(proven)
                : told;
    }

    /** Those who approved, as the public may know them. */
    private Approvers approvers(Article article, int number, Optional<Coverage.Approved> proven) {
        var round =
                rounds.of(article.id()).stream()
                        .filter(candidate -> candidate.number() == number)
                        .findFirst()
                        .orElseThrow();
        var known = reviewers.of(List.of(round), proven.stream().toList());
        return Approvers.of(
                round.slots().stream()
                        .filter(slot -> slot.recommendation() == Recommendation.APPROVE)
                        .map(slot -> Objects.requireNonNull(known.get(slot.task().id())).name())
                        .toList(),
                proven.orElse(null));
    }
}
