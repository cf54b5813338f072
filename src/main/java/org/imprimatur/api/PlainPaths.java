package org.imprimatur.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Paths of the API are written in one way only. {@code /api/v1/%74okens} would reach the same controller as {@code
 * /api/v1/tokens}, past every filter that looks at what was written; nothing of ours needs such a spelling.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class PlainPaths extends OncePerRequestFilter {

    private final ProblemWriter problems;

    PlainPaths(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var decoded = request.getServletPath();
        if (decoded.startsWith("/api/") && !decoded.equals(request.getRequestURI())) {
            problems.write(response, Refusal.notFound());
        } else {
            chain.doFilter(request, response);
        }
    }
}
