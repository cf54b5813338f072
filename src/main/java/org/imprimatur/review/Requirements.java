package org.imprimatur.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Approval;
import org.imprimatur.article.Approvals;
import org.imprimatur.article.Article;
import org.imprimatur.article.Revision;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.InvalidSource;
import org.imprimatur.article.source.Risk;
import org.imprimatur.article.source.SourceParser;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.policy.Policies;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What must hold before the newest revision of an article goes before the board, each with its reason. */
@Service
@Transactional(readOnly = true)
public class Requirements {

    private final Revisions revisions;
    private final Approvals approvals;
    private final Rounds rounds;
    private final SourceParser parser;
    private final Policies policies;
    private final People people;

    Requirements(
            Revisions revisions,
            Approvals approvals,
            Rounds rounds,
            SourceParser parser,
            Policies policies,
            People people) {
        this.revisions = revisions;
        this.approvals = approvals;
        this.rounds = rounds;
        this.parser = parser;
        this.policies = policies;
        this.people = people;
    }

    public List<Requirement> of(Article article) {
        var revision = revisions.get(article.id(), article.newestRevision());
        var found = new ArrayList<Requirement>();
        Optional<ArticleSource> source;
        try {
            source = Optional.of(sourceOf(revision));
        } catch (
                InvalidSource
                        _) { // stored texts parsed once; the format may have become stricter since
            source = Optional.empty();
        }
        found.add(Requirement.of("source-valid", source.isPresent()));
        var refused =
                rounds.inOrder(article.id().value()).stream()
                        .filter(round -> round.outcome() == RoundOutcome.CHANGES_REQUESTED)
                        .filter(round -> round.contentHash().equals(revision.contentHash()))
                        .findAny();
        found.add(Requirement.of("revised-since-review", refused.isEmpty()));
        if (source.isPresent()) {
            var slots = policies.inForce().ruleFor(source.get().topics()).slots();
            found.add(
                    Requirement.of(
                            "reviewers-available",
                            canBeFilled(slots, authors(article), people.reviewers()),
                            Sentence.terms(slots)));
        }
        return List.copyOf(found);
    }

    List<Requirement> unmet(Article article) {
        return of(article).stream().filter(Requirement::unmet).toList();
    }

    /** Everybody who wrote any part of the newest text since the last approval. */
    Set<AccountId> authors(Article article) {
        var approved = approvals.inForce(article.id()).map(Approval::revision).orElse(0);
        return revisions.authorsBetween(article.id().value(), approved, article.newestRevision());
    }

    ArticleSource sourceOf(Revision revision) {
        return parser.parse(revision.source()).article();
    }

    Risk riskOf(Article article) {
        return sourceOf(revisions.get(article.id(), article.newestRevision())).risk();
    }

    /** Whether each slot can have a reviewer of its own. Tries every assignment: a round has a handful of slots. */
    private static boolean canBeFilled(
            List<String> slots, Set<AccountId> authors, Collection<Person> reviewers) {
        var free =
                reviewers.stream()
                        .filter(reviewer -> !authors.contains(reviewer.id()))
                        .collect(Collectors.toList());
        return fill(slots, 0, free);
    }

    private static boolean fill(List<String> slots, int next, List<Person> free) {
        if (next == slots.size()) {
            return true;
        }
        for (var reviewer : List.copyOf(free)) {
            if (reviewer.hasSpecialty(slots.get(next))) {
                free.remove(reviewer);
                if (fill(slots, next + 1, free)) {
                    return true;
                }
                free.add(reviewer);
            }
        }
        return false;
    }
}
