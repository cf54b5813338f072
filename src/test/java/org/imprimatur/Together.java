package org.imprimatur;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Several people at the same moment. */
final class Together {

    private Together() {}

    /** Runs each on a thread of its own, all let go at once; their results in the given order. */
    static <T> List<T> all(List<? extends Callable<T>> deeds) {
        var start = new CyclicBarrier(deeds.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return deeds.stream()
                    .map(
                            deed ->
                                    threads.submit(
                                            () -> {
                                                start.await();
                                                return deed.call();
                                            }))
                    .toList()
                    .stream()
                    .map(Together::result)
                    .toList();
        }
    }

    /** The same, {@code times} times at once. */
    static <T> List<T> times(int times, Callable<T> deed) {
        return all(IntStream.range(0, times).mapToObj(_ -> deed).toList());
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new AssertionError("One of them failed", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }
}
