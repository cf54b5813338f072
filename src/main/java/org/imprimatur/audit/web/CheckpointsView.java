package org.imprimatur.audit.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit/checkpoints.html}: what the log signed, and whether one tree grew from another.
 *
 * @param one size chosen, as it was asked for; {@code other} alike
 * @param pasted a checkpoint that somebody kept, as it was typed
 * @param compared null before anything was compared
 * @param next address of the next page; null at the end
 */
public record CheckpointsView(
        List<Row> rows,
        @Nullable String next,
        String one,
        String other,
        String pasted,
        @Nullable Compared compared,
        List<FieldError> errors) {

    /**
     * @param at when the log itself timed it; null where it did not, or its line is false
     * @param witnesses that cosigned it
     */
    public record Row(long size, @Nullable Instant at, List<String> witnesses) {}

    /**
     * @param verdict {@code CONSISTENT} or what is wrong
     * @param proof address of the proof as a file; null where there is none
     * @param arithmetic the command that checks that file alone; null without one
     * @param command that says the same offline, by key and signatures
     */
    public record Compared(
            String verdict,
            Side older,
            Side newer,
            @Nullable String proof,
            @Nullable String arithmetic,
            String command) {

        public boolean isGood() {
            return verdict.equals("CONSISTENT");
        }

        /** In words of its own: a tree does not grow from itself. */
        public String words() {
            return isGood() && older.equals(newer) ? "SAME" : verdict;
        }
    }

    public record Side(long size, String root) {}
}
