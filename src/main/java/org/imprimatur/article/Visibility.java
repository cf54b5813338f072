package org.imprimatur.article;

import java.util.OptionalInt;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;

/**
 * Who may see what of an article behind the sign-in.
 *
 * <p>Editors, the chief editor and auditors read everything; reviewers read what was handed in; an administrator looks
 * after accounts and reads nothing. What one may not see is answered like what does not exist.
 */
public final class Visibility {

    private Visibility() {}

    public static boolean readsEverything(Person person) {
        return person.isAnyOf(Role.EDITOR, Role.CHIEF_EDITOR, Role.AUDITOR);
    }

    public static boolean readsSubmissions(Person person) {
        return readsEverything(person) || person.is(Role.REVIEWER);
    }

    /** The newest revision this person may see; empty where the article does not exist for them. */
    public static OptionalInt newestRevision(Person person, Article article) {
        var submitted = article.submittedRevision();
        if (readsEverything(person)) {
            return OptionalInt.of(article.newestRevision());
        }
        return person.is(Role.REVIEWER) && submitted != null
                ? OptionalInt.of(submitted)
                : OptionalInt.empty();
    }

    public static boolean maySee(Person person, Article article) {
        return newestRevision(person, article).isPresent();
    }

    public static boolean maySee(Person person, Revision revision) {
        return readsEverything(person) || (person.is(Role.REVIEWER) && revision.wasSubmitted());
    }

    /** Rounds, verdicts and history: the article's editor, the chief editor, auditors. */
    public static boolean mayFollow(Person person, Article article) {
        return article.isOwnedBy(person) || person.isAnyOf(Role.CHIEF_EDITOR, Role.AUDITOR);
    }
}
