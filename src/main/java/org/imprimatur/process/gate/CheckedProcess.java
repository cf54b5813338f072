package org.imprimatur.process.gate;

import java.util.Set;

/**
 * A diagram that has passed, with the words it uses, so that they can be held against the code.
 *
 * @param key the id of the process
 * @param xml the file that was checked; deploy this and nothing else
 * @param steps beans its service tasks run
 * @param userTasks ids
 * @param messages names it waits for
 * @param variables what its expressions read and its loops write
 * @param literals texts its expressions compare with
 * @param candidateGroups groups named literally
 * @param collections beans its loops take their elements from
 */
public record CheckedProcess(
        String key,
        String name,
        String xml,
        Set<String> steps,
        Set<String> userTasks,
        Set<String> messages,
        Set<String> variables,
        Set<String> literals,
        Set<String> candidateGroups,
        Set<String> collections) {

    public CheckedProcess {
        steps = Set.copyOf(steps);
        userTasks = Set.copyOf(userTasks);
        messages = Set.copyOf(messages);
        variables = Set.copyOf(variables);
        literals = Set.copyOf(literals);
        candidateGroups = Set.copyOf(candidateGroups);
        collections = Set.copyOf(collections);
    }
}
