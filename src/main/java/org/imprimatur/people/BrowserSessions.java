package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where people are signed in with a browser. Thirty minutes without a click end a session, twelve hours end it in any case. */
@Service
public class BrowserSessions {

    static final Duration LONGEST = Duration.ofHours(12);

    private static final String SINCE = BrowserSessions.class.getName() + ".since";
    private static final String BROWSER = BrowserSessions.class.getName() + ".browser";
    private static final int MOST_CHARACTERS = 300;

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final JdbcClient jdbc;
    private final Clock clock;

    BrowserSessions(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            JdbcClient jdbc,
            Clock clock) {
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param key names the session without giving it away
     * @param browser as it calls itself
     * @param isThis whether the question came from it
     */
    public record Open(
            String key, String browser, Instant since, Instant lastUsed, boolean isThis) {}

    void begin(HttpServletRequest request) {
        var browser = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        var session = request.getSession();
        session.setAttribute(SINCE, clock.instant());
        session.setAttribute(
                BROWSER, browser.substring(0, Math.min(browser.length(), MOST_CHARACTERS)));
    }

    boolean isOver(HttpSession session) {
        return !(session.getAttribute(SINCE) instanceof Instant since)
                || clock.instant().isAfter(since.plus(LONGEST));
    }

    /** Those of one account, the one last used first. */
    public List<Open> of(Person person, HttpSession current) {
        return sessions.findByPrincipalName(person.username()).values().stream()
                .map(
                        session ->
                                new Open(
                                        key(session.getId()),
                                        session.getAttributeOrDefault(BROWSER, ""),
                                        session.getAttributeOrDefault(
                                                SINCE, session.getCreationTime()),
                                        session.getLastAccessedTime(),
                                        session.getId().equals(current.getId())))
                .sorted(Comparator.comparing(Open::lastUsed).reversed())
                .toList();
    }

    /** @return whether there was one of that key */
    @Transactional
    public boolean end(Person person, String key) {
        return sessions.findByPrincipalName(person.username()).keySet().stream()
                .filter(id -> key(id).equals(key))
                .anyMatch(
                        id ->
                                jdbc.sql("DELETE FROM SPRING_SESSION WHERE SESSION_ID = ?")
                                                .param(id)
                                                .update()
                                        > 0);
    }

    @Transactional
    public void endOthers(String username, HttpSession kept) {
        jdbc.sql("DELETE FROM SPRING_SESSION WHERE PRINCIPAL_NAME = ? AND SESSION_ID <> ?")
                .params(username, kept.getId())
                .update();
    }

    @Transactional
    public void endAll(String username) {
        jdbc.sql("DELETE FROM SPRING_SESSION WHERE PRINCIPAL_NAME = ?").param(username).update();
    }

    private static String key(String id) {
        return HexFormat.of().formatHex(new Secret(id).hash(), 0, 16);
    }
}
