package org.imprimatur.assurance;

import org.imprimatur.people.AccountId;
import org.imprimatur.people.PersonalTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a check found stays; who asked for it goes. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ForgetChecker implements PersonalTraces {

    private final JdbcClient jdbc;

    ForgetChecker(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void forget(AccountId person) {
        jdbc.sql(
                        "UPDATE fsck_run SET started_by = ? WHERE started_by = (SELECT username FROM account WHERE id = ?)")
                .params(REDACTED, person.value())
                .update();
    }
}
