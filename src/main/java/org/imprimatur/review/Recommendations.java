package org.imprimatur.review;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Recommendations extends Repository<SignedRecommendation, UUID> {

    SignedRecommendation save(SignedRecommendation recommendation);

    String STANDS =
            " and not exists (select 1 from SignedRecommendation n where n.task = r.task and n.number > r.number)";

    /** Those that count: of a verdict and its corrections the newest. */
    @Query(
            "select distinct r from SignedRecommendation r left join fetch r.sections where r.round in :rounds"
                    + STANDS
                    + " order by r.signedAt")
    List<SignedRecommendation> ofRounds(Collection<RoundId> rounds);

    /** Also those that count no more; of each task in the order they were signed. */
    @Query(
            "select distinct r from SignedRecommendation r left join fetch r.sections where r.round in :rounds order by r.number")
    List<SignedRecommendation> allOfRounds(Collection<RoundId> rounds);

    @Query("select r from SignedRecommendation r where r.task in :tasks" + STANDS)
    List<SignedRecommendation> ofTasks(Collection<TaskId> tasks);

    default List<SignedRecommendation> ofRound(RoundId round) {
        return ofRounds(List.of(round));
    }
}
