package org.imprimatur.process;

/** What happened to the diagrams. */
public sealed interface ProcessEvent {

    /**
     * A diagram passed the gate and is in force for new rounds.
     *
     * @param textHash SHA-256 of the file, hexadecimal
     */
    record ProcessDeployed(String key, int version, String textHash) implements ProcessEvent {}

    /** A diagram was refused; the one in force stays. */
    record ProcessRefused(String key, int versionInForce, String textHash, String reason)
            implements ProcessEvent {}
}
