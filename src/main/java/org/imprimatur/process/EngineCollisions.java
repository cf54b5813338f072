package org.imprimatur.process;

import java.sql.SQLTransactionRollbackException;
import org.flowable.common.engine.api.FlowableObjectNotFoundException;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.common.engine.api.FlowableTaskAlreadyClaimedException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.stereotype.Component;

/**
 * Tells in words that everybody knows when the engine was changed by somebody else meanwhile. The article's lock keeps
 * commands apart; a timer that falls due while a command ends its round takes no such lock before it is too late.
 */
@Component
class EngineCollisions implements PersistenceExceptionTranslator {

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException failure) {
        return switch (failure) {
            case FlowableOptimisticLockingException overtaken -> collision(overtaken);
            case FlowableTaskAlreadyClaimedException overtaken -> collision(overtaken);
            case FlowableObjectNotFoundException overtaken -> collision(overtaken);
            default -> isDeadlock(failure) ? collision(failure) : null;
        };
    }

    /** The engine's own mapper wraps what the driver says, and nobody unwraps it. */
    private static boolean isDeadlock(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransactionRollbackException) {
                return true;
            }
        }
        return false;
    }

    private static DataAccessException collision(RuntimeException overtaken) {
        return new OptimisticLockingFailureException(
                "The engine's state was changed meanwhile", overtaken);
    }
}
