package org.imprimatur.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Problem documents for everything under {@code /api/}: from controllers, and from filters that fail before one is reached. */
class ApiErrors {

    @RestControllerAdvice(annotations = RestController.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class FromControllers {

        @ExceptionHandler
        ResponseEntity<ProblemDetail> handle(Exception failure) {
            return Problems.answer(Problems.of(failure));
        }
    }

    /** Outermost: a database that is away makes even the look-up of a token fail. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    static class FromFilters extends OncePerRequestFilter {

        private final ProblemWriter problems;

        FromFilters(JsonMapper json) {
            this.problems = new ProblemWriter(json);
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !request.getRequestURI().startsWith("/api/");
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                chain.doFilter(request, response);
            } catch (ServletException | RuntimeException failure) {
                if (response.isCommitted()) {
                    throw failure;
                }
                problems.write(
                        response,
                        Problems.of(
                                failure instanceof ServletException && failure.getCause() != null
                                        ? failure.getCause()
                                        : failure));
            }
        }
    }
}
