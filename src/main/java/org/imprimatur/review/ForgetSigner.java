package org.imprimatur.review;

import java.util.HashSet;
import java.util.Set;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.PersonalTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Verdicts and decisions stay, and count; under which name they were signed, in which words and by which key goes. So does
 * what was typed and never signed.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ForgetSigner implements PersonalTraces {

    private final JdbcClient jdbc;

    ForgetSigner(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> names(AccountId person) {
        return new HashSet<>(
                jdbc.sql(
                                "SELECT signed_as FROM recommendation WHERE reviewer = :person"
                                        + " UNION SELECT signed_as FROM decision WHERE decided_by = :person AND signed_as IS NOT NULL")
                        .param("person", person.value())
                        .query(String.class)
                        .list());
    }

    @Override
    public void forget(AccountId person) {
        jdbc.sql(
                        "UPDATE recommendation SET signed_as = ?, signature = NULL, assertion = NULL WHERE reviewer = ?")
                .params(REDACTED, person.value())
                .update();
        jdbc.sql(
                        "UPDATE decision SET signed_as = ?, signature = NULL, assertion = NULL WHERE decided_by = ?")
                .params(REDACTED, person.value())
                .update();
        jdbc.sql("DELETE FROM review_draft WHERE reviewer = ?").param(person.value()).update();
    }
}
