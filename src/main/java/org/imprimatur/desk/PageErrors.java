package org.imprimatur.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.api.Problems;
import org.imprimatur.api.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * The page that says what went wrong, wherever it did: in a controller, in a filter before one was reached, or where
 * nobody but the container noticed.
 */
final class PageErrors {

    private static final Logger log = LoggerFactory.getLogger(PageErrors.class);
    private static final String TEMPLATE = "desk/error";

    private PageErrors() {}

    @ControllerAdvice(annotations = Controller.class)
    @Order(Ordered.LOWEST_PRECEDENCE) // the API's own answers come first: its controllers are
    // controllers too
    static class FromControllers {

        @ExceptionHandler
        ModelAndView handle(
                Exception failure, HttpServletRequest request, HttpServletResponse response) {
            var page = page(failure, response);
            if (failure instanceof Refusal) { // of anything else the form itself may be the fault
                page = page.with(SentForm.written(request));
            }
            return new ModelAndView(
                    TEMPLATE, Map.of("page", page), HttpStatus.valueOf(page.status()));
        }
    }

    /** Unknown addresses, and whatever else is answered with a bare status. */
    @Component
    static class FromContainer implements ErrorViewResolver {

        @Override
        public ModelAndView resolveErrorView(
                HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
            return new ModelAndView(
                    TEMPLATE, Map.of("page", ErrorView.of(status.value(), null, null)), status);
        }
    }

    /**
     * Outermost, because a database that is away makes even the look-up of a session fail. An error dispatch would
     * look it up again, so the page is printed right here.
     */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    static class FromFilters extends OncePerRequestFilter {

        private final WebApplicationContext context;
        private final ThymeleafViewResolver views;
        private final LocaleResolver locales;

        FromFilters(
                WebApplicationContext context,
                ThymeleafViewResolver views,
                LocaleResolver locales) {
            this.context = context;
            this.views = views;
            this.locales = locales;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return request.getRequestURI().startsWith("/api/");
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
                var cause = cause(failure);
                var page = page(cause, response);
                print(
                        cause instanceof CsrfException
                                ? page.with(SentForm.written(request))
                                : page,
                        request,
                        response);
            }
        }

        private void print(ErrorView page, HttpServletRequest request, HttpServletResponse response)
                throws ServletException {
            response.resetBuffer();
            response.setStatus(page.status());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            if (page.status() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                request.removeAttribute(
                        Viewer.ATTRIBUTE); // whose forms need a token out of the session
            }
            request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
            request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, locales);
            try {
                View view = views.resolveViewName(TEMPLATE, locales.resolveLocale(request));
                if (view != null) {
                    view.render(Map.of("page", page), request, response);
                }
            } catch (Exception unprintable) {
                throw new ServletException(unprintable);
            }
        }

        private static Throwable cause(Exception failure) {
            return failure instanceof ServletException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
        }
    }

    private static ErrorView page(Throwable failure, HttpServletResponse response) {
        return switch (failure) {
            case CsrfException _ ->
                    new ErrorView(
                            HttpStatus.FORBIDDEN.value(), ErrorView.SESSION, null, null, List.of());
            case AccessDeniedException _ -> ErrorView.of(HttpStatus.FORBIDDEN.value(), null, null);
            // the framework speaks English, and to developers
            case ErrorResponse framework when framework.getStatusCode().is4xxClientError() ->
                    ErrorView.of(framework.getStatusCode().value(), null, null);
            default -> page(Problems.of(failure), response);
        };
    }

    private static ErrorView page(Refusal refusal, HttpServletResponse response) {
        var retryAfter = Problems.answer(refusal).getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        var status = refusal.type().status().value();
        return switch (refusal.type()) {
            case NOT_FOUND, UNAVAILABLE -> ErrorView.of(status, null, null);
            case INTERNAL_ERROR -> ErrorView.of(status, null, logged());
            default -> ErrorView.of(status, refusal.sentence(), null);
        };
    }

    private static String logged() {
        var reference = UUID.randomUUID().toString();
        log.error("Whoever saw this failure may quote {}", reference);
        return reference;
    }
}
