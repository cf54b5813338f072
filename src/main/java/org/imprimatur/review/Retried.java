package org.imprimatur.review;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.imprimatur.api.Collision;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.MethodRetryPredicate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A command that was overtaken begins again, in a transaction of its own, and re-reads: only what it then sees may refuse
 * it. Inside a transaction of the caller's, that caller begins again.
 */
@Retryable(
        includes = ConcurrencyFailureException.class,
        predicate = Retried.OutsideTransactions.class,
        delay = 20,
        jitter = 15,
        multiplier = 2)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Retried {

    class OutsideTransactions implements MethodRetryPredicate {

        @Override
        public boolean shouldRetry(Method command, Throwable failure) {
            return Collision.isWorthAnotherTry(failure)
                    && !TransactionSynchronizationManager.isActualTransactionActive();
        }
    }
}
