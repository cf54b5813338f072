package org.imprimatur.people;

/** What an account may do. A person can have several; no role includes another. */
public enum Role {
    /** Writes articles, hands them in, answers the board. */
    EDITOR,
    /** Member of the medical advisory board: claims tasks, signs verdicts. */
    REVIEWER,
    /** Decides where the rule does not, reopens, withdraws. */
    CHIEF_EDITOR,
    /** Reads everything that happened, changes nothing. */
    AUDITOR,
    /** Looks after accounts. Sees no articles. */
    ADMIN;

    /** The role as Spring Security's authority. */
    String authority() {
        return "ROLE_" + name();
    }
}
