package org.imprimatur.article;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Which revisions the board approved. */
public interface Approvals extends Repository<Approval, Approval.Key> {

    Approval save(Approval approval);

    @Query("select a from Approval a where a.key.article in :articles and a.supersededAt is null")
    List<Approval> inForce(Collection<UUID> articles);

    default Optional<Approval> inForce(ArticleId article) {
        return inForce(List.of(article.value())).stream().findFirst();
    }
}
