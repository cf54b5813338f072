package org.imprimatur.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The review policy: the text beside the application, or the one packed into it.
 *
 * <p>A text that differs from the newest stored one becomes a new version at the start; a text that cannot be read keeps
 * the application from starting.
 */
@Component
public class Policies implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Policies.class);
    private static final String FILE = "config/review-policy.yml";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<Integer, ReviewPolicy> known = new ConcurrentHashMap<>();
    private volatile int current;
    private volatile boolean running;

    Policies(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void start() {
        adopt(read());
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, and before everything else that starts: the first request finds the rules in force. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** The policy that new rounds are opened under. */
    public ReviewPolicy inForce() {
        return version(current);
    }

    /**
     * A text that came into force.
     *
     * @param hash SHA-256
     */
    public record Adopted(int number, String hash, Instant since) {}

    /** Every text that was ever in force, newest first. */
    public List<Adopted> adopted() {
        return jdbc.sql(
                        "SELECT version, text_hash, in_force_since FROM review_policy ORDER BY version DESC")
                .query(
                        (row, _) ->
                                new Adopted(
                                        row.getInt(1),
                                        row.getString(2),
                                        Objects.requireNonNull(
                                                        row.getObject(3, LocalDateTime.class))
                                                .toInstant(ZoneOffset.UTC)))
                .list();
    }

    /** A version that some round was opened under. */
    public ReviewPolicy version(int version) {
        return known.computeIfAbsent(
                version,
                wanted ->
                        PolicyText.parse(
                                wanted,
                                jdbc.sql("SELECT text FROM review_policy WHERE version = ?")
                                        .param(wanted)
                                        .query(String.class)
                                        .single()));
    }

    /** @throws InvalidPolicy and changes nothing */
    void adopt(String text) {
        var hash = sha256(text);
        current =
                transaction.execute(
                        _ -> {
                            var newest =
                                    jdbc.sql(
                                                    "SELECT version, text_hash FROM review_policy ORDER BY version DESC LIMIT 1")
                                            .query(
                                                    (row, _) ->
                                                            Map.entry(
                                                                    row.getInt(1),
                                                                    row.getString(2)))
                                            .optional();
                            if (newest.isPresent() && newest.get().getValue().equals(hash)) {
                                return newest.get().getKey();
                            }
                            var next = newest.map(Map.Entry::getKey).orElse(0) + 1;
                            PolicyText.parse(next, text);
                            jdbc.sql(
                                            "INSERT INTO review_policy (version, text_hash, text, in_force_since) VALUES (?, ?, ?, ?)")
                                    .params(
                                            next,
                                            hash,
                                            text,
                                            LocalDateTime.now(clock.withZone(ZoneOffset.UTC)))
                                    .update();
                            events.publishEvent(new PolicyEvent.PolicyAdopted(next, hash));
                            log.info("Review policy version {} is in force", next);
                            return next;
                        });
    }

    private static String read() {
        try {
            var beside = Path.of(FILE);
            return Files.exists(beside)
                    ? Files.readString(beside)
                    : new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The review policy " + FILE + " cannot be read", unreadable);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java runtime has SHA-256", absent);
        }
    }
}
