package org.imprimatur.process.gate;

import java.util.Collections;
import java.util.Set;

/**
 * What a diagram of this installation may name. The gate knows the language; these are the words.
 *
 * @param steps the beans a service task may run
 * @param repeatableSteps those of them that may run in the background, where a crash repeats them
 * @param variables what expressions may read and a loop may write; never the name of a bean, because a variable would hide it
 * @param collections the beans that turn a text variable into the list a loop runs over
 * @param candidateGroups roles and specialties a task may be offered to
 * @param approvingStep the step that makes an article approved
 * @param reviewTask the id of the user task, looped over a collection, that has to be completed before it
 * @param maxBytes of the file
 * @param maxDepth of its elements
 * @param maxStates situations to play before the diagram counts as too complex
 */
public record GateRules(
        Set<String> steps,
        Set<String> repeatableSteps,
        Set<String> variables,
        Set<String> collections,
        Set<String> candidateGroups,
        String approvingStep,
        String reviewTask,
        int maxBytes,
        int maxDepth,
        int maxStates) {

    public static final int MAX_BYTES = 256 * 1024;
    public static final int MAX_DEPTH = 64;
    public static final int MAX_STATES = 20_000;

    public GateRules {
        steps = Set.copyOf(steps);
        repeatableSteps = Set.copyOf(repeatableSteps);
        variables = Set.copyOf(variables);
        collections = Set.copyOf(collections);
        candidateGroups = Set.copyOf(candidateGroups);
        require(steps.contains(approvingStep), "The approving step is not one of the steps");
        require(steps.containsAll(repeatableSteps), "A repeatable step is not one of the steps");
        require(
                Collections.disjoint(variables, steps)
                        && Collections.disjoint(variables, collections),
                "A variable has the name of a bean and would hide it");
        require(maxBytes > 0 && maxDepth > 0 && maxStates > 0, "Every limit is positive");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
