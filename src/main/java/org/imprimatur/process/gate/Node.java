package org.imprimatur.process.gate;

import org.jspecify.annotations.Nullable;

/** Something a token can be at. {@link #scope} is the id of the process or sub-process it lies in. */
sealed interface Node {

    int line();

    String id();

    String scope();

    /** A node that takes time, or runs a step, and can carry boundary events. */
    sealed interface Activity extends Node {}

    record Start(int line, String id, String scope) implements Node {}

    /**
     * Where a token goes away.
     *
     * @param error code it throws instead of ending quietly
     */
    record End(int line, String id, String scope, @Nullable String error) implements Node {}

    /**
     * Work for people.
     *
     * @param looped one task per element of a collection; played as one, because the engine leaves it once
     */
    record UserTask(int line, String id, String scope, boolean looped) implements Activity {}

    record ServiceTask(int line, String id, String scope, String step) implements Activity {}

    record SubProcess(int line, String id, String scope) implements Activity {}

    record ExclusiveGateway(int line, String id, String scope, @Nullable String defaultFlow)
            implements Node {}

    record ParallelGateway(int line, String id, String scope) implements Node {}

    /**
     * An event on the border of an activity.
     *
     * @param host id of the activity it is attached to
     */
    record Boundary(
            int line, String id, String scope, String host, boolean interrupting, Trigger trigger)
            implements Node {}

    /** What makes a boundary event happen. */
    sealed interface Trigger {
        /** Once per visit of the host. */
        record Timer() implements Trigger {}

        /** As often as somebody sends it. */
        record Message(String name) implements Trigger {}

        /**
         * An error inside the host.
         *
         * @param code thrown by a step or an error end event; null catches every one
         */
        record Failure(@Nullable String code) implements Trigger {

            boolean catches(String thrown) {
                return code == null || code.equals(thrown);
            }
        }
    }
}
