package org.imprimatur.review;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Recommendations extends Repository<SignedRecommendation, TaskId> {

    SignedRecommendation save(SignedRecommendation recommendation);

    @Query(
            "select distinct r from SignedRecommendation r left join fetch r.sections where r.round in :rounds order by r.signedAt")
    List<SignedRecommendation> ofRounds(Collection<RoundId> rounds);

    @Query("select r from SignedRecommendation r where r.task in :tasks")
    List<SignedRecommendation> ofTasks(Collection<TaskId> tasks);

    default List<SignedRecommendation> ofRound(RoundId round) {
        return ofRounds(List.of(round));
    }
}
