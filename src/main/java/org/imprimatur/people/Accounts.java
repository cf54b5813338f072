package org.imprimatur.people;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Accounts extends Repository<Account, AccountId> {

    Account save(Account account);

    Optional<Account> findById(AccountId id);

    Optional<Account> findByUsername(String username);

    List<Account> findAllByIdIn(Collection<AccountId> ids);

    @Query("select a from Account a where a.disabled = false and a.roles like '%REVIEWER%'")
    List<Account> findReviewers();

    boolean existsByUsername(String username);
}
