package org.imprimatur.people;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
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

    private final SetUpLinks links;
    private final TransactionTemplate transaction;

    FirstAdministrators(SetUpLinks links, PlatformTransactionManager transactions) {
        this.links = links;
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
        return Stream.generate(links::makeForAdministrator)
                .limit(links.administratorsMissing())
                .toList();
    }
}
