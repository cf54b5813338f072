package org.imprimatur.audit;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.review.ProvenApprovals;
import org.springframework.stereotype.Component;

/** Tells the board's desks what {@link Coverage} proves. */
@Component
class CoveredApprovals implements ProvenApprovals {

    private final Coverage coverage;

    CoveredApprovals(Coverage coverage) {
        this.coverage = coverage;
    }

    @Override
    public Set<UUID> among(Collection<UUID> articles) {
        return coverage.of(articles).keySet();
    }

    @Override
    public Set<Integer> rounds(UUID article) {
        return coverage.ever(List.of(article)).stream()
                .map(approval -> (int) approval.round())
                .collect(Collectors.toSet());
    }
}
