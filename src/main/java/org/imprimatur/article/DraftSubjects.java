package org.imprimatur.article;

import java.util.UUID;
import org.imprimatur.people.Person;

/** What an editor may keep a draft about. Each part of the system knows its own; all else would fill the store with anything. */
public interface DraftSubjects {

    boolean includes(UUID subject, Person editor);
}
