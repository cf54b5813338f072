package org.imprimatur.review;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Tasks extends Repository<ReviewTask, TaskId> {

    ReviewTask save(ReviewTask task);

    Optional<ReviewTask> findById(TaskId id);

    Optional<ReviewTask> findByEngineStep(String engineStep);

    /** Reads no entity, so that the task itself is first read behind the article's lock. */
    @Query("select t.article.value from ReviewTask t where t.id = :id")
    Optional<UUID> articleOf(TaskId id);

    @Query("select t from ReviewTask t where t.round = :round order by t.id.value")
    List<ReviewTask> ofRound(RoundId round);
}
