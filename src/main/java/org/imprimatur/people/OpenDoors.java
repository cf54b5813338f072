package org.imprimatur.people;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
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
    private final KnownDevices devices;

    OpenDoors(
            BrowserSessions browsers,
            Tokens tokens,
            SigningSessions signing,
            KnownDevices devices) {
        this.browsers = browsers;
        this.tokens = tokens;
        this.signing = signing;
        this.devices = devices;
    }

    void closeAll(AccountId account, String username) {
        browsers.endAll(username);
        tokens.revokeAll(account);
        signing.endAll(account);
        devices.forget(account);
    }

    /** @param device secret of the device that stays known, where it has one */
    void closeAllBut(
            HttpSession kept, @Nullable String device, AccountId account, String username) {
        browsers.endOthers(username, kept);
        tokens.revokeAll(account);
        signing.endAll(account);
        devices.forgetAllBut(device, account);
    }
}
