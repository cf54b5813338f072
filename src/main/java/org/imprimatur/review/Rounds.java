package org.imprimatur.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.article.ArticleId;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Rounds extends Repository<ReviewRound, RoundId> {

    ReviewRound save(ReviewRound round);

    Optional<ReviewRound> findById(RoundId id);

    @Query("select r from ReviewRound r where r.article.value = :article order by r.number")
    List<ReviewRound> inOrder(UUID article);

    @Query(
            "select r from ReviewRound r where r.article.value = :article order by r.number desc limit 1")
    Optional<ReviewRound> newest(UUID article);

    @Query(
            "select r from ReviewRound r where r.decisionSince >= :since and (r.decisionSince > :since or r.id.value > :id)"
                    + " order by r.decisionSince, r.id.value limit :limit")
    List<ReviewRound> awaitingDecisionAfter(Instant since, UUID id, int limit);

    @Query("select count(r) from ReviewRound r where r.decisionSince is not null")
    int countAwaitingDecision();

    /** Reads no entity, so that the round itself is first read behind the article's lock. */
    @Query("select r.article.value from ReviewRound r where r.id = :id")
    UUID articleOf(RoundId id);

    default ReviewRound get(RoundId id) {
        return findById(id).orElseThrow();
    }

    default Optional<ReviewRound> newest(ArticleId article) {
        return newest(article.value());
    }
}
