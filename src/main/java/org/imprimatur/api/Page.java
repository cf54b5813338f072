package org.imprimatur.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. Pages follow a key, never an offset: the last page costs what the first does.
 *
 * @param next cursor of the following page, {@code null} at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** What {@link #of} needs one of more than the page holds. */
    public static int probe(int limit) {
        return limit + 1;
    }

    /** @param found up to {@link #probe} rows; the surplus one only tells that there is more */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursorAfter) {
        if (found.size() <= limit) {
            return new Page<>(List.copyOf(found), null);
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, cursorAfter.apply(items.getLast()).encoded());
    }

    public <U> Page<U> map(Function<T, U> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }
}
