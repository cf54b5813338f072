package org.imprimatur.people;

import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All ways in which an account can act at this moment. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class OpenDoors {

    private final BrowserSessions browsers;
    private final Tokens tokens;
    private final SigningSessions signing;

    OpenDoors(BrowserSessions browsers, Tokens tokens, SigningSessions signing) {
        this.browsers = browsers;
        this.tokens = tokens;
        this.signing = signing;
    }

    void closeAll(AccountId account, String username) {
        browsers.endAll(username);
        tokens.revokeAll(account);
        signing.endAll(account);
    }

    void closeAllBut(HttpSession kept, AccountId account, String username) {
        browsers.endOthers(username, kept);
        tokens.revokeAll(account);
        signing.endAll(account);
    }
}
