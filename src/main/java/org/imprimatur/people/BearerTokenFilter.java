package org.imprimatur.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code Authorization: Bearer …}. Without a valid one the request stays without a person, and is refused further on. */
final class BearerTokenFilter extends OncePerRequestFilter {

    private final Tokens tokens;
    private final People people;

    BearerTokenFilter(Tokens tokens, People people) {
        this.tokens = tokens;
        this.people = people;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Tokens.in(request)
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
