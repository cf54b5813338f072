package org.imprimatur.article;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.people.AccountId;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Every text an article ever had. */
public interface Revisions extends Repository<Revision, Revision.Key> {

    Revision save(Revision revision);

    Optional<Revision> findById(Revision.Key key);

    @Query("select r from Revision r where r.key in :keys")
    List<Revision> all(Collection<Revision.Key> keys);

    @Query(
            "select r.contentHash from Revision r where r.key.article = :article and r.key.number = :number")
    String hash(UUID article, int number);

    /** What a text hashes to, for whoever does not need the text. */
    interface Hashed {
        Revision.Key getKey();

        String getContentHash();
    }

    @Query("select r.key as key, r.contentHash as contentHash from Revision r where r.key in :keys")
    List<Hashed> hashes(Collection<Revision.Key> keys);

    @Query(
            "select distinct r.author from Revision r where r.key.article = :article and r.key.number > :approved and r.key.number <= :newest")
    Set<AccountId> authorsBetween(UUID article, int approved, int newest);

    default Revision get(ArticleId article, int number) {
        return findById(new Revision.Key(article.value(), number)).orElseThrow();
    }
}
