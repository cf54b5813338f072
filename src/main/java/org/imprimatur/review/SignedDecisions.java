package org.imprimatur.review;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SignedDecisions extends Repository<SignedDecision, RoundId> {

    SignedDecision save(SignedDecision decision);

    Optional<SignedDecision> findById(RoundId round);

    @Query("select d from SignedDecision d where d.round in :rounds")
    List<SignedDecision> ofRounds(Collection<RoundId> rounds);
}
