package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Browsers in which an account has signed in before. Wrong passwords from elsewhere do not count against them: whoever
 * shares a hospital's address with a stranger, or is attacked by one, can still sign in.
 *
 * <p>A browser keeps a random secret in a cookie; only its hash is stored. Knowing it opens no door, it only knocks at
 * one of its own.
 */
@Component
public class KnownDevices {

    private static final Duration KEPT = Duration.ofDays(365);
    private static final String NAME = "imprimatur-device";

    private final JdbcClient jdbc;
    private final Clock clock;

    KnownDevices(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static @Nullable String cookie(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals(name(request))) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    /** What failures are counted by: the device where the account knows it, else the address. */
    @Transactional(readOnly = true)
    Origin origin(Knock knock, @Nullable AccountId account) {
        if (knock.device() != null && account != null) {
            var hash = new Secret(knock.device()).hash();
            var known =
                    jdbc.sql(
                                    "SELECT COUNT(*) FROM known_device WHERE device_hash = ? AND account_id = ?")
                            .params(hash, account.value())
                            .query(Integer.class)
                            .single();
            if (known > 0) {
                return Origin.device(HexFormat.of().formatHex(hash, 0, 16));
            }
        }
        return Origin.address(knock.address());
    }

    @Transactional
    public void remember(
            HttpServletRequest request, HttpServletResponse response, AccountId account) {
        var carried = cookie(request);
        var secret = carried == null ? Secret.random() : new Secret(carried);
        jdbc.sql(
                        "INSERT INTO known_device (device_hash, account_id, seen_at) VALUES (?, ?, ?)"
                                + " ON DUPLICATE KEY UPDATE seen_at = VALUES(seen_at)")
                .params(secret.hash(), account.value(), Utc.of(clock.instant()))
                .update();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(request), secret.text())
                        .path("/")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .maxAge(KEPT)
                        .build()
                        .toString());
    }

    /** Whether the account has signed in in the browser that sent this. */
    @Transactional(readOnly = true)
    public boolean knows(HttpServletRequest request, String username) {
        var secret = cookie(request);
        return secret != null
                && jdbc.sql(
                                        "SELECT COUNT(*) FROM known_device d JOIN account a ON a.id = d.account_id"
                                                + " WHERE d.device_hash = ? AND a.username = ?")
                                .params(new Secret(secret).hash(), username)
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    @Transactional
    public void forgetAllBut(@Nullable String device, AccountId account) {
        if (device == null) {
            forget(account);
        } else {
            jdbc.sql("DELETE FROM known_device WHERE account_id = ? AND device_hash <> ?")
                    .params(account.value(), new Secret(device).hash())
                    .update();
        }
    }

    @Transactional
    public void forget(AccountId account) {
        jdbc.sql("DELETE FROM known_device WHERE account_id = ?").param(account.value()).update();
    }

    @Scheduled(fixedDelayString = "PT24H")
    @Transactional
    public void forgetUnseen() {
        jdbc.sql("DELETE FROM known_device WHERE seen_at < ?")
                .param(Utc.of(clock.instant().minus(KEPT)))
                .update();
    }

    /** A browser drops the prefix's promise over plain http, so there it is not made. */
    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + NAME : NAME;
    }
}
