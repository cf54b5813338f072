package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** What follows a right password in a browser: the session begins, the device is known, and the wanted page is shown. */
@Component
class SignedIn implements AuthenticationSuccessHandler {

    private static final String DESK = "/after-sign-in";

    private final BrowserSessions sessions;
    private final KnownDevices devices;

    SignedIn(BrowserSessions sessions, KnownDevices devices) {
        this.sessions = sessions;
        this.devices = devices;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        sessions.begin(request);
        if (authentication.getPrincipal() instanceof SignedInAccount account) {
            devices.remember(request, response, account.id());
        }
        response.sendRedirect(
                Optional.ofNullable(request.getParameter(WantedPage.PARAMETER))
                        .filter(WantedPage::isOurs)
                        .orElse(DESK));
    }
}
