package org.imprimatur.assurance;

import org.imprimatur.people.AccountId;
import org.imprimatur.people.PersonalTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** That a check was, and its verdict, stay; who asked for it goes, and what it told in words that name the person. */
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
        jdbc.sql(
                        "UPDATE fsck_run c JOIN account a ON a.id = ? SET c.report = NULL WHERE INSTR(c.report, a.display_name) > 0"
                                + " OR c.report REGEXP CONCAT('(?<![a-z0-9._-])', a.username, '(?![a-z0-9_-])')")
                .param(person.value())
                .update();
    }
}
