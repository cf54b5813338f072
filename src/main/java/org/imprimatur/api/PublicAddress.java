package org.imprimatur.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Under which address people know this server. Where it is configured, badges, feeds, links and redirects name it, whatever
 * {@code Host} a request claims: a badge that a cache keeps must not send its readers to somebody else's record.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class PublicAddress extends OncePerRequestFilter {

    private final @Nullable URI address;

    /**
     * @param address {@code scheme://host[:port]}; empty to answer as each request calls this server
     * @throws IllegalArgumentException if it is neither
     */
    PublicAddress(@Value("${imprimatur.public-url}") String address) {
        this.address = address.isEmpty() ? null : parse(address);
    }

    private static URI parse(String text) {
        var address = URI.create(text);
        var scheme = address.getScheme();
        if (address.getHost() == null
                || !"https".equals(scheme) && !"http".equals(scheme)
                || !text.equals(scheme + "://" + address.getAuthority())) {
            throw new IllegalArgumentException(
                    "imprimatur.public-url is no scheme://host[:port]: " + text);
        }
        return address;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(address == null ? request : new Addressed(request, address), response);
    }

    private static final class Addressed extends HttpServletRequestWrapper {

        private final URI address;

        Addressed(HttpServletRequest request, URI address) {
            super(request);
            this.address = address;
        }

        @Override
        public String getScheme() {
            return address.getScheme();
        }

        @Override
        public boolean isSecure() {
            return getScheme().equals("https");
        }

        @Override
        public String getServerName() {
            return address.getHost();
        }

        @Override
        public int getServerPort() {
            if (address.getPort() >= 0) {
                return address.getPort();
            }
            return isSecure() ? 443 : 80;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(address.toString()).append(getRequestURI());
        }
    }
}
