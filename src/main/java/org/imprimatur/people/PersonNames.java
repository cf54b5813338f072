package org.imprimatur.people;

import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps anybody from a name under which they would be taken for somebody else. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PersonNames {

    /** Shorter ones stand in credentials by chance. */
    private static final int TELLING = 6;

    private final JdbcClient jdbc;

    PersonNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param own the account that shall have it; {@code null} for a new one
     * @throws Refusal INVALID_INPUT where the name hides signs, mixes scripts, is that of two people, or looks like the name
     *     of another account; where the credentials have no {@link CredentialsShape}, or name one
     */
    void require(String name, @Nullable String credentials, @Nullable AccountId own) {
        var objection = NameShape.objection(name);
        if (objection.isPresent()) {
            throw Refusal.invalid(objection.get());
        }
        if (credentials != null && !CredentialsShape.isGood(credentials)) {
            throw Refusal.invalid(Sentence.of("refusal.name.degrees"));
        }
        var looks = NameShape.skeleton(name);
        var titles = credentials == null ? "" : NameShape.skeleton(credentials);
        jdbc.sql("SELECT display_name FROM account WHERE :own IS NULL OR id <> :own")
                .param("own", own == null ? null : own.value())
                .query(String.class)
                .list()
                .forEach(
                        other -> {
                            var taken = NameShape.skeleton(other);
                            if (taken.equals(looks)) {
                                throw Refusal.invalid(Sentence.of("refusal.name.taken"));
                            }
                            if (taken.length() >= TELLING && titles.contains(taken)) {
                                throw Refusal.invalid(Sentence.of("refusal.name.credentials"));
                            }
                        });
    }
}
