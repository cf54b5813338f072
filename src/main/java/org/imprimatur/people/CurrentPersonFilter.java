package org.imprimatur.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.desk.Viewer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the account as it is now in the place of the account as it was at sign-in. Where it was disabled since, or the
 * session has lasted too long, the session ends here.
 */
final class CurrentPersonFilter extends OncePerRequestFilter {

    private final People people;
    private final BrowserSessions sessions;

    CurrentPersonFilter(People people, BrowserSessions sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    /** Whoever this request is authenticated as. */
    static Optional<UUID> callerId() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(org.springframework.security.core.Authentication::getPrincipal)
                .filter(Person.class::isInstance)
                .map(principal -> ((Person) principal).id().value());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var remembered = SecurityContextHolder.getContext().getAuthentication();
        if (remembered != null && remembered.getPrincipal() instanceof SignedInAccount account) {
            var context = SecurityContextHolder.createEmptyContext();
            var session = request.getSession(false);
            var isOver = session != null && sessions.isOver(session);
            people.active(account.id())
                    .filter(_ -> !isOver)
                    .ifPresentOrElse(
                            person -> {
                                context.setAuthentication(new PersonAuthentication(person));
                                request.setAttribute(Viewer.ATTRIBUTE, viewer(person));
                            },
                            () -> {
                                if (session != null) {
                                    session.invalidate();
                                }
                            });
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private static Viewer viewer(Person person) {
        return new Viewer(
                person.name(), person.roles().stream().map(Role::name).collect(Collectors.toSet()));
    }
}
