package org.imprimatur.people;

import static org.imprimatur.people.Role.ADMIN;
import static org.imprimatur.people.Role.AUDITOR;
import static org.imprimatur.people.Role.CHIEF_EDITOR;
import static org.imprimatur.people.Role.EDITOR;
import static org.imprimatur.people.Role.REVIEWER;

import java.util.List;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people of the demo. Their password is printed on the console and in the README, so they exist in no other profile. */
@Component
@Profile("demo")
@Order(DemoAccounts.FIRST)
public class DemoAccounts implements ApplicationRunner {

    /** Before anything that acts on behalf of these people. */
    public static final int FIRST = 100;

    public static final String PASSWORD = "imprimatur";

    public static final List<NewAccount> CAST =
            List.of(
                    person("edith", "Edith Marlow", Set.of(EDITOR)),
                    person("emil", "Emil Brandt", Set.of(EDITOR)),
                    reviewer("ravi", "Dr Ravi Menon", "oncology", true),
                    reviewer("olga", "Dr Olga Petrenko", "oncology", false),
                    reviewer("mei", "Dr Mei Tanaka", "pharmacology", false),
                    reviewer("paul", "Dr Paul Okafor", "hepatology", false),
                    person("clara", "Prof Clara Weiss", Set.of(CHIEF_EDITOR)),
                    person("otto", "Otto Lind", Set.of(AUDITOR)),
                    person("ada", "Ada Novak", Set.of(ADMIN)),
                    person("abel", "Abel Costa", Set.of(ADMIN)));

    private final People people;

    DemoAccounts(People people) {
        this.people = people;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        CAST.stream()
                .filter(account -> !people.exists(account.username()))
                .forEach(account -> people.create(account, Actor.SYSTEM));
    }

    private static NewAccount person(String username, String name, Set<Role> roles) {
        return new NewAccount(username, name, PASSWORD, roles, Set.of(), false);
    }

    private static NewAccount reviewer(
            String username, String name, String specialty, boolean named) {
        return new NewAccount(username, name, PASSWORD, Set.of(REVIEWER), Set.of(specialty), named);
    }
}
