package org.imprimatur.people;

import org.imprimatur.api.Sentence;

/**
 * What accounts hold in other parts of the system. Those parts lock their rows before an account's own row is locked, and
 * take back what it may no longer hold in the same transaction.
 */
public interface HeldWork {

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
