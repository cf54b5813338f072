package org.imprimatur.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code Authorization: Bearer …}. Without a valid one the request stays without a person, and is refused further on. */
final class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final People people;

    BearerTokenFilter(Tokens tokens, People people) {
        this.tokens = tokens;
        this.people = people;
    }

    /** The token that came with a request, valid or not. */
    static Optional<String> tokenOf(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        tokenOf(request)
                .flatMap(tokens::owner)
                .flatMap(people::active)
                .ifPresent(
                        person -> {
                            var context = SecurityContextHolder.createEmptyContext();
                            context.setAuthentication(new PersonAuthentication(person));
                            SecurityContextHolder.setContext(context);
                        });
        chain.doFilter(request, response);
    }
}
