package org.imprimatur.people;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/** What a session remembers of an account: who it is, never what it may do. */
record SignedInAccount(AccountId id, String username)
        implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return username;
    }
}
