package org.imprimatur.policy;

/** What happened to the rules. */
public sealed interface PolicyEvent {

    /**
     * A text became the policy in force.
     *
     * @param textHash SHA-256 of the text, hexadecimal
     */
    record PolicyAdopted(int version, String textHash) implements PolicyEvent {}
}
