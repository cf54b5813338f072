package org.imprimatur.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Problem documents for everything under {@code /api/} and for every other controller that answers data: from
 * controllers, from the search for one, and from filters that fail before either.
 */
class ApiErrors {

    private ApiErrors() {}

    static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    /** A resolver, not an advice: an advice never hears of a path, method or media type that no controller takes. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class FromDispatching implements HandlerExceptionResolver {

        private final ProblemWriter problems;

        FromDispatching(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        public @Nullable ModelAndView resolveException(
                HttpServletRequest request,
                HttpServletResponse response,
                @Nullable Object handler,
                Exception failure) {
            if (!isApi(request) && !answersData(handler)) {
                return null;
            }
            if (!response.isCommitted()) {
                try {
                    problems.write(response, Problems.of(failure));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            }
            return new ModelAndView();
        }

        private static boolean answersData(@Nullable Object handler) {
            return handler instanceof HandlerMethod method
                    && method.getBeanType().isAnnotationPresent(RestController.class);
        }
    }

    /** Outermost: a database that is away makes even the look-up of a token fail. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    static class FromFilters extends OncePerRequestFilter {

        private final ProblemWriter problems;

        FromFilters(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !isApi(request);
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
