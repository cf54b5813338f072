package org.imprimatur.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.repository.ProcessDefinition;
import org.imprimatur.process.gate.CheckedProcess;
import org.imprimatur.process.gate.Finding;
import org.imprimatur.process.gate.ProcessGate;
import org.imprimatur.process.gate.RefusedProcess;
import org.imprimatur.review.Specialties;
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
 * Brings the diagram beside the application, or the one packed into it, into force: through the gate, never around it.
 *
 * <p>A refused diagram changes nothing and says so; the application fails to start only where there is none in force.
 */
@Component
class DeployProcess implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeployProcess.class);

    private final RepositoryService definitions;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Specialties specialties;
    private final JdbcClient jdbc;
    private final Clock clock;

    private volatile boolean running;

    DeployProcess(
            RepositoryService definitions,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Specialties specialties,
            JdbcClient jdbc,
            Clock clock) {
        this.definitions = definitions;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.specialties = specialties;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void start() {
        deploy(read());
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

    /** Behind the rules, and before the web server: the first request finds a process in force. */
    @Override
    public int getPhase() {
        return 10;
    }

    /**
     * @return whether the diagram passed the gate; where it did not, the one in force stays
     * @throws IllegalStateException if it was refused and none is in force
     */
    boolean deploy(byte[] bpmn) {
        CheckedProcess checked;
        try {
            checked = new ProcessGate(EditorialReview.gateRules(specialties.known())).check(bpmn);
        } catch (RefusedProcess refused) {
            keepInForce(bpmn, refused.findings().stream().map(Finding::toString).toList());
            return false;
        }
        var missing = missing(checked);
        if (!missing.isEmpty()) {
            keepInForce(bpmn, missing);
            return false;
        }
        transaction.executeWithoutResult(
                _ -> {
                    if (inForce()
                            .filter(definition -> checked.xml().equals(text(definition)))
                            .isEmpty()) {
                        definitions
                                .createDeployment()
                                .name(checked.name())
                                .addString(EditorialReview.FILE, checked.xml())
                                .deploy();
                        var version = inForce().orElseThrow().getVersion();
                        events.publishEvent(
                                new ProcessEvent.ProcessDeployed(
                                        checked.key(), version, sha256(bpmn)));
                        log.info("Process {} version {} is in force", checked.key(), version);
                    }
                    keepACopy(bpmn);
                });
        return true;
    }

    /** For pages that show the diagram: they do not ask the engine. */
    private void keepACopy(byte[] bpmn) {
        var definition = inForce().orElseThrow();
        jdbc.sql(
                        "INSERT IGNORE INTO process_diagram (process_key, version, file, in_force_since) VALUES (?, ?, ?, ?)")
                .params(
                        definition.getKey(),
                        definition.getVersion(),
                        bpmn,
                        LocalDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .update();
    }

    /** What the code asks of a diagram that is safe in itself. */
    private static List<String> missing(CheckedProcess checked) {
        var missing = new ArrayList<String>();
        if (!checked.key().equals(EditorialReview.KEY)) {
            missing.add("The process is called " + checked.key() + ", not " + EditorialReview.KEY);
        }
        EditorialReview.MESSAGES.stream()
                .filter(message -> !checked.messages().contains(message))
                .sorted()
                .forEach(message -> missing.add("No event waits for the message " + message));
        return missing;
    }

    private void keepInForce(byte[] bpmn, List<String> reasons) {
        var all = String.join("\n  ", reasons);
        var former =
                inForce()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "The process was refused and none is in force:\n  "
                                                        + all));
        log.error(
                "The process was refused, version {} stays in force:\n  {}",
                former.getVersion(),
                all);
        transaction.executeWithoutResult(
                _ ->
                        events.publishEvent(
                                new ProcessEvent.ProcessRefused(
                                        former.getKey(),
                                        former.getVersion(),
                                        sha256(bpmn),
                                        reasons.getFirst())));
    }

    private Optional<ProcessDefinition> inForce() {
        return Optional.ofNullable(
                definitions
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(EditorialReview.KEY)
                        .latestVersion()
                        .singleResult());
    }

    private String text(ProcessDefinition definition) {
        try (var stream =
                definitions.getResourceAsStream(
                        definition.getDeploymentId(), definition.getResourceName())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] read() {
        try {
            var beside = Path.of("processes", EditorialReview.FILE);
            return Files.exists(beside)
                    ? Files.readAllBytes(beside)
                    : new ClassPathResource("processes/" + EditorialReview.FILE)
                            .getContentAsByteArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The process " + EditorialReview.FILE + " cannot be read", unreadable);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java runtime has SHA-256", absent);
        }
    }
}
