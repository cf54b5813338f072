package org.imprimatur;

import java.util.stream.Collectors;
import org.imprimatur.people.DemoAccounts;
import org.imprimatur.people.NewAccount;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Says where to go once everything is there; in the demo also as whom. */
@Component
class Welcome {

    private final Environment environment;

    Welcome(Environment environment) {
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order // last
    void say() {
        var port = environment.getProperty("local.server.port");
        if (port != null) {
            System.out.printf(
                    "%n  Imprimatur is ready: http://localhost:%s/%n%s%n", port, accounts());
        }
    }

    private String accounts() {
        if (!environment.acceptsProfiles(Profiles.of("demo"))) {
            return "";
        }
        return DemoAccounts.CAST.stream()
                .map(Welcome::line)
                .collect(
                        Collectors.joining(
                                "\n",
                                "\n  Sign in with the password \"%s\" as one of\n"
                                        .formatted(DemoAccounts.PASSWORD),
                                "\n"));
    }

    private static String line(NewAccount account) {
        return "    %-6s  %-17s %s%s"
                .formatted(
                        account.username(),
                        account.displayName(),
                        account.roles().stream()
                                .map(
                                        role ->
                                                role.name()
                                                        .toLowerCase(java.util.Locale.ROOT)
                                                        .replace('_', ' '))
                                .collect(Collectors.joining(", ")),
                        account.specialties().isEmpty()
                                ? ""
                                : " (" + String.join(", ", account.specialties()) + ")");
    }
}
