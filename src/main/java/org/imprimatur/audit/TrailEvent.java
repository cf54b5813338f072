package org.imprimatur.audit;

import org.imprimatur.people.Actor;

/**
 * What was done with the trail itself.
 *
 * <p>None is an event of the article it was about: whoever reads a history does not become part of it.
 */
public sealed interface TrailEvent {

    Actor by();

    /**
     * One page of entries was shown.
     *
     * @param filter what was asked for, as {@link TrailFilter#toString}
     */
    record Read(Actor by, String filter) implements TrailEvent {}

    /**
     * @param filter as in {@link Read}
     * @param entries how many were handed out
     */
    record Exported(Actor by, String filter, String format, long entries) implements TrailEvent {}

    /** An auditor wrote something beside an entry. */
    record Annotated(Actor by, long seq, String text) implements TrailEvent {}
}
