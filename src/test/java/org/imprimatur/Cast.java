package org.imprimatur;

import java.util.Set;
import org.imprimatur.people.Actor;
import org.imprimatur.people.NewAccount;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;

/** The people of the tests: those of the demo, and two who could be tempted to approve their own text. */
public final class Cast {

    public static final String PASSWORD = "correct horse battery";

    public static final String EDITH = "edith";
    public static final String EMIL = "emil";

    /** Oncology; the only one who agreed to be named in public. */
    public static final String RAVI = "ravi";

    /** Oncology. */
    public static final String OLGA = "olga";

    /** Oncology; a third, so that a release or a second round finds somebody. */
    public static final String OMAR = "omar";

    /** Pharmacology. */
    public static final String MEI = "mei";

    /** Hepatology. */
    public static final String PAUL = "paul";

    public static final String CLARA = "clara";
    public static final String OTTO = "otto";
    public static final String ADA = "ada";

    /** Writes, reviews oncology and is chief editor: everything that four eyes must keep apart. */
    public static final String SOLO = "solo";

    /** Chief editor who also reviews oncology. */
    public static final String CARL = "carl";

    private Cast() {}

    static void enter(People people) {
        account(people, EDITH, "Edith Marlow", Set.of(Role.EDITOR), Set.of(), false);
        account(people, EMIL, "Emil Brandt", Set.of(Role.EDITOR), Set.of(), false);
        account(people, RAVI, "Dr Ravi Menon", Set.of(Role.REVIEWER), Set.of("oncology"), true);
        account(people, OLGA, "Dr Olga Petrenko", Set.of(Role.REVIEWER), Set.of("oncology"), false);
        account(people, OMAR, "Dr Omar Haddad", Set.of(Role.REVIEWER), Set.of("oncology"), false);
        account(people, MEI, "Dr Mei Tanaka", Set.of(Role.REVIEWER), Set.of("pharmacology"), false);
        account(people, PAUL, "Dr Paul Okafor", Set.of(Role.REVIEWER), Set.of("hepatology"), false);
        account(people, CLARA, "Prof Clara Weiss", Set.of(Role.CHIEF_EDITOR), Set.of(), false);
        account(people, OTTO, "Otto Lind", Set.of(Role.AUDITOR), Set.of(), false);
        account(people, ADA, "Ada Novak", Set.of(Role.ADMIN), Set.of(), false);
        account(
                people,
                SOLO,
                "Dr Solo Lone",
                Set.of(Role.EDITOR, Role.REVIEWER, Role.CHIEF_EDITOR),
                Set.of("oncology"),
                false);
        account(
                people,
                CARL,
                "Prof Carl Lindqvist",
                Set.of(Role.CHIEF_EDITOR, Role.REVIEWER),
                Set.of("oncology"),
                false);
    }

    /** Makes an account of that name unless there is one, for tests that need many. */
    public static void account(
            People people,
            String username,
            String name,
            Set<Role> roles,
            Set<String> specialties,
            boolean named) {
        if (!people.exists(username)) {
            people.create(
                    new NewAccount(username, name, PASSWORD, roles, specialties, named),
                    Actor.SYSTEM);
        }
    }
}
