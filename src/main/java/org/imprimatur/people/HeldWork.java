package org.imprimatur.people;

import java.util.List;
import org.imprimatur.api.Sentence;

/**
 * What accounts hold in other parts of the system. Those parts lock their rows before an account's own row is locked, and
 * take back what it may no longer hold in the same transaction.
 */
public interface HeldWork {

    /** Place of review tasks in the order in which work is locked: their articles come before all else. */
    int TASKS = 1;

    /** Place of readers' letters, see {@link #TASKS}. */
    int LETTERS = 2;

    /** @param parts in the order of their places, in which Spring injects them */
    static Held lockAll(List<HeldWork> parts, AccountId holder) {
        var held = parts.stream().map(part -> part.lock(holder)).toList();
        return (person, mayAct, by, reason) ->
                held.forEach(one -> one.giveBack(person, mayAct, by, reason));
    }

    /** Locks everything that the account holds. */
    Held lock(AccountId holder);

    /** What was held when it was locked. */
    interface Held {

        /**
         * @param holder as the account is from now on
         * @param mayAct false where it is disabled, so that everything goes back
         * @throws org.springframework.dao.ConcurrencyFailureException if more is held by now: begin again
         */
        void giveBack(Person holder, boolean mayAct, Actor by, Sentence reason);
    }
}
