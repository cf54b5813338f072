package org.imprimatur.article;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Which revisions the board approved. */
public interface Approvals extends Repository<Approval, Approval.Key> {

    Approval save(Approval approval);

    @Query("select a from Approval a where a.key.article = :article and a.supersededAt is null")
    Optional<Approval> inForce(UUID article);

    /** Whether the board ever approved this text as this revision, whatever came after. */
    @Query(
            "select count(a) > 0 from Approval a where a.key.article = :article and a.key.revision = :revision"
                    + " and a.contentHash = :contentHash")
    boolean everApproved(UUID article, int revision, String contentHash);

    default Optional<Approval> inForce(ArticleId article) {
        return inForce(article.value());
    }
}
