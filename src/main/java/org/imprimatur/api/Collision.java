package org.imprimatur.api;

import java.sql.SQLException;
import org.springframework.dao.ConcurrencyFailureException;

/** Two requests that met. */
public final class Collision {

    /** MariaDB's number for a row that was waited for in vain: ER_LOCK_WAIT_TIMEOUT. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private Collision() {}

    /** Whether this request lost to another and would do better now. One that waited in vain would only wait again. */
    public static boolean isWorthAnotherTry(Throwable failure) {
        if (!(failure instanceof ConcurrencyFailureException)) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == LOCK_WAIT_TIMEOUT) {
                return false;
            }
        }
        return true;
    }
}
