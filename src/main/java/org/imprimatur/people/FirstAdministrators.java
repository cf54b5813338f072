package org.imprimatur.people;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Roles need two administrators, so where there are fewer, the console shows a link for each that is missing. Whoever
 * reads it can reach the server anyway. A link that was not used is void at the next start, which shows new ones.
 */
@Component
@Profile("!demo")
@Order(FirstAdministrators.AFTER_EVERYBODY)
class FirstAdministrators implements ApplicationRunner {

    static final int AFTER_EVERYBODY = 1000;
    private static final int NEEDED = 2;

    private final SetUpLinks links;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    FirstAdministrators(
            SetUpLinks links,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.links = links;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var made = transaction.execute(_ -> renew());
        if (made != null && !made.isEmpty()) {
            System.out.printf(
                    "%n  There are fewer than two administrators. Each of these pages of this server makes one, once and within 24 hours:%n%s%n",
                    made.stream()
                            .map("    /set-up/%s"::formatted)
                            .collect(Collectors.joining("\n")));
        }
    }

    /** The secret part of each link that is good from now on. */
    List<String> renew() {
        links.forgetAdministrators();
        return Stream.generate(this::link).limit(Math.max(0, NEEDED - administrators())).toList();
    }

    private String link() {
        events.publishEvent(new PeopleEvent.SetUpLinkMade(Actor.SYSTEM, null));
        return links.makeForAdministrator();
    }

    private int administrators() {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM account WHERE NOT disabled AND password_hash IS NOT NULL AND FIND_IN_SET(?, roles) > 0")
                .param(Role.ADMIN.name())
                .query(Integer.class)
                .single();
    }
}
