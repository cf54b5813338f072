package org.imprimatur.audit;

import org.imprimatur.people.Actor;

/**
 * What was done with the trail itself.
 *
 * <p>Neither is an event of the article it was about: whoever reads a history does not become part of it.
 */
public sealed interface TrailEvent {

    Actor by();

    /** What was asked for, as {@link TrailFilter#toString}. */
    String filter();

    /** One page of entries was shown. */
    record Read(Actor by, String filter) implements TrailEvent {}

    /** @param entries how many were handed out */
    record Exported(Actor by, String filter, String format, long entries) implements TrailEvent {}
}
