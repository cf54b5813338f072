package org.imprimatur.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.imprimatur.log.TrailExport.Part;

/**
 * The parts of a trail in their order, each examined alone before its turn comes. While the reader takes some, the next are
 * examined on the other cores; what is read ahead is bounded in bytes.
 */
final class ExaminedParts {

    sealed interface Examined {

        record Entry(ExaminedEntry entry) implements Examined {}

        record Signed(long size, ExaminedCheckpoint checkpoint) implements Examined {}

        record NoCheckpoint(long size, Unreadable reason) implements Examined {}
    }

    private static final long PORTION = 1 << 18;
    private static final long AHEAD = 1 << 22;

    /** What a part takes however short it is: a file can hold millions of empty ones. */
    private static final long AT_LEAST = 128;

    private record Portion(long bytes, FutureTask<List<Examined>> examination) {}

    private final TrailParts trail;
    private final Trust trust;
    private final Deque<Portion> ahead = new ArrayDeque<>();
    private long bytesAhead;

    /** @param trust which knows all keys that the trail lists */
    ExaminedParts(TrailParts trail, Trust trust) {
        this.trail = trail;
        this.trust = trust;
    }

    /** @return the next of them, or none at the end */
    List<Examined> next() throws IOException {
        while (bytesAhead < AHEAD && readPortion()) {}
        var portion = ahead.poll();
        if (portion == null) {
            return List.of();
        }
        bytesAhead -= portion.bytes;
        return result(portion.examination);
    }

    /** @return whether there was any */
    private boolean readPortion() throws IOException {
        var parts = new ArrayList<Part>();
        var bytes = 0L;
        while (bytes < PORTION) {
            var part = trail.next();
            if (part == null) {
                break;
            }
            parts.add(part);
            bytes += bytes(part);
        }
        if (parts.isEmpty()) {
            return false;
        }
        var examination = new FutureTask<>(() -> parts.stream().map(this::examined).toList());
        ForkJoinPool.commonPool().execute(examination);
        ahead.add(new Portion(bytes, examination));
        bytesAhead += bytes;
        return true;
    }

    private static long bytes(Part part) {
        return AT_LEAST
                + switch (part) {
                    case Part.Entry(TrailEntry entry) ->
                            entry.leaf().length
                                    + (entry.payload() == null ? 0 : entry.payload().length);
                    case Part.Signed(long _, byte[] note) -> note.length;
                };
    }

    /** Whoever has to wait works: on this one, or where that is under way on the ones after it. */
    private List<Examined> result(FutureTask<List<Examined>> examination) {
        examination.run();
        for (var later : ahead) {
            if (examination.isDone()) {
                break;
            }
            later.examination.run();
        }
        try {
            return examination.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            if (failed.getCause() instanceof RuntimeException unforeseen) {
                throw unforeseen;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a trail was read", interrupted);
        }
    }

    /** What can be said of a part alone. */
    private Examined examined(Part part) {
        return switch (part) {
            case Part.Entry(TrailEntry entry) -> new Examined.Entry(ExaminedEntry.of(entry, true));
            case Part.Signed(long size, byte[] note) -> {
                try {
                    var signed = SignedCheckpoint.parse(Encoding.utf8(note));
                    yield new Examined.Signed(size, trust.examine(signed));
                } catch (Unreadable malformed) {
                    yield new Examined.NoCheckpoint(size, malformed);
                }
            }
        };
    }
}
