package org.imprimatur.review;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Tasks extends Repository<ReviewTask, TaskId> {

    ReviewTask save(ReviewTask task);

    Optional<ReviewTask> findById(TaskId id);

    Optional<ReviewTask> findByEngineStep(String engineStep);

    /** The row kept as it is until the transaction ends: whoever signs it waits, or has signed. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select t from ReviewTask t where t.id = :id")
    Optional<ReviewTask> hold(TaskId id);

    /** Reads no entity, so that the task itself is first read behind the article's lock. */
    @Query("select t.article.value from ReviewTask t where t.id = :id")
    Optional<UUID> articleOf(TaskId id);

    /** Reads no entity, see {@link #articleOf}. In one order, so that two who lock them all do not block each other. */
    @Query(
            "select distinct t.article.value from ReviewTask t where t.holder.value = :holder and t.state = 'CLAIMED' order by t.article.value")
    List<UUID> articlesHeldBy(UUID holder);

    @Query(
            "select t from ReviewTask t where t.holder.value = :holder and t.state = 'CLAIMED' order by t.article.value, t.id.value")
    List<ReviewTask> heldBy(UUID holder);

    @Query("select t from ReviewTask t where t.round = :round order by t.id.value")
    List<ReviewTask> ofRound(RoundId round);
}
