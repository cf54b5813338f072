package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Takes the form in which a key answers; what follows is the same as after a password. */
final class PasskeySignInFilter extends AbstractAuthenticationProcessingFilter {

    private final PasskeySignIn passkeys;

    PasskeySignInFilter(PasskeySignIn passkeys) {
        super(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/sign-in/passkey"));
        this.passkeys = passkeys;
        setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        setSessionAuthenticationStrategy(
                new CompositeSessionAuthenticationStrategy(
                        List.of(
                                new ChangeSessionIdAuthenticationStrategy(),
                                new CsrfAuthenticationStrategy(
                                        new HttpSessionCsrfTokenRepository()))));
    }

    @Override
    public Authentication attemptAuthentication(
            HttpServletRequest request, HttpServletResponse response) {
        return passkeys.signIn(AskedPasskey.take(request), answer(request), Knock.of(request));
    }

    private static PasskeyAnswer answer(HttpServletRequest request) {
        return new PasskeyAnswer(
                request.getParameter("credential"),
                request.getParameter("clientDataJSON"),
                request.getParameter("authenticatorData"),
                request.getParameter("signature"),
                request.getParameter("userHandle"));
    }
}
