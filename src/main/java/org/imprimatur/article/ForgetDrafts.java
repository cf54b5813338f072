package org.imprimatur.article;

import org.imprimatur.people.AccountId;
import org.imprimatur.people.PersonalTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Texts that an editor typed and never saved. Those that were saved are the journal's: their bytes are under the trail. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ForgetDrafts implements PersonalTraces {

    private final JdbcClient jdbc;

    ForgetDrafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void forget(AccountId person) {
        jdbc.sql("DELETE FROM source_draft WHERE editor = ?").param(person.value()).update();
    }
}
