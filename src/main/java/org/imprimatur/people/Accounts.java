package org.imprimatur.people;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Accounts extends Repository<Account, AccountId> {

    Account save(Account account);

    Account saveAndFlush(Account account);

    Optional<Account> findById(AccountId id);

    Optional<Account> findByUsername(String username);

    List<Account> findAllByIdIn(Collection<AccountId> ids);

    @Query(
            "select a from Account a where a.disabled = false and a.passwordHash is not null and a.roles like '%REVIEWER%'")
    List<Account> findReviewers();

    boolean existsByUsername(String username);

    /** Rows locked in one order until the transaction ends, for whoever changes accounts. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id in :ids order by a.id.value")
    List<Account> lock(Collection<AccountId> ids);

    /** The row kept as it is until the transaction ends, for whoever acts on what it says. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select a from Account a where a.id = :id")
    Optional<Account> hold(AccountId id);
}
