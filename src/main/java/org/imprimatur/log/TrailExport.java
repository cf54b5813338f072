package org.imprimatur.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trail in one file, written and read from front to back in memory that does not grow with it: the format {@code
 * imprimatur-trail/1}, described in {@code src/docs/trail-format.md}.
 *
 * <p>Lengths stand before bytes, so that whatever somebody wrote into a row is exported as it is.
 */
public final class TrailExport {

    /** The first line. */
    public static final String HEADER = "imprimatur-trail/1";

    private static final String KEY = "key ";
    private static final String WITNESS = "witness ";
    private static final String BEGUN = "begun ";
    private static final String WITHHELD = "-";

    /** What the database holds in one row, whoever wrote it: no longer part of an export was ever one of a trail. */
    private static final int LONGEST_LEAF = 1 << 10;

    private static final int LONGEST_PAYLOAD = 1 << 24;
    private static final int LONGEST_NOTE = 1 << 16;
    private static final int LONGEST_LINE = 1_000;

    /** Of logs and witnesses together; one rotation a day for years. */
    private static final int MOST_KEYS = 10_000;

    private static final long NEVER = Long.MAX_VALUE;

    private TrailExport() {}

    /** What follows the keys. */
    public sealed interface Part {

        record Entry(TrailEntry entry) implements Part {}

        /**
         * A checkpoint as it is stored.
         *
         * @param size under which it is stored
         * @param note what is stored there, whatever it is
         */
        record Signed(long size, byte[] note) implements Part {}
    }

    /**
     * Writes a file. First the keys, then entries by their position, each checkpoint as soon as all entries below its size
     * are written, those beyond the last entry at the end.
     */
    public static final class Writer {

        private final OutputStream out;
        private long entries;
        private long checkpoints;

        /**
         * @param keys of the log from the first to the one it signs with today
         * @param witnesses whose cosignatures stand in the checkpoints
         */
        public Writer(OutputStream out, List<VerifierKey> keys, List<VerifierKey> witnesses)
                throws IOException {
            this(out, keys, witnesses, NEVER);
        }

        /**
         * @param keys of the log from the first to the one it signs with today
         * @param witnesses whose cosignatures stand in the checkpoints
         * @param begun how many entries there were when the first of them was read
         */
        public Writer(
                OutputStream out, List<VerifierKey> keys, List<VerifierKey> witnesses, long begun)
                throws IOException {
            this.out = out;
            line(HEADER);
            for (var key : keys) {
                line(KEY + key);
            }
            for (var witness : witnesses) {
                line(WITNESS + witness);
            }
            if (begun != NEVER) {
                line(BEGUN + begun);
            }
            line("");
        }

        public void entry(TrailEntry entry) throws IOException {
            var payload = entry.payload();
            line(
                    "entry "
                            + entry.seq()
                            + " "
                            + entry.hash().hex()
                            + " "
                            + entry.leaf().length
                            + " "
                            + (payload == null ? WITHHELD : payload.length));
            out.write(entry.leaf());
            out.write('\n');
            if (payload != null) {
                out.write(payload);
                out.write('\n');
            }
            entries++;
        }

        /**
         * @param size under which it is stored
         * @param note as it is stored, whatever it is
         */
        public void checkpoint(long size, String note) throws IOException {
            var bytes = Encoding.utf8(note);
            line("checkpoint " + size + " " + bytes.length);
            out.write(bytes);
            out.write('\n');
            checkpoints++;
        }

        /** Says how much there was, so that a file that was cut off is not taken for a shorter trail. */
        public void end() throws IOException {
            line("end " + entries + " " + checkpoints);
            out.flush();
        }

        private void line(String line) throws IOException {
            out.write(Encoding.utf8(line));
            out.write('\n');
        }
    }

    /** Reads a file. Every {@link Unreadable} says that it is not one, never that somebody tampered with the trail. */
    static final class Reader implements TrailParts {

        private final InputStream in;
        private final List<VerifierKey> keys = new ArrayList<>();
        private final List<VerifierKey> witnesses = new ArrayList<>();
        private long begun = NEVER;
        private long entries;
        private long checkpoints;
        private boolean ended;

        Reader(InputStream in) throws IOException {
            this.in = new BufferedInputStream(in, 1 << 16);
            if (!line().equals(HEADER)) {
                throw new Unreadable("an export begins with " + HEADER);
            }
            for (var line = line(); !line.isEmpty(); line = line()) {
                if (keys.size() + witnesses.size() == MOST_KEYS) {
                    throw new Unreadable("an export with more than " + MOST_KEYS + " keys");
                }
                if (line.startsWith(KEY)) {
                    keys.add(VerifierKey.parse(line.substring(KEY.length())));
                } else if (line.startsWith(WITNESS)) {
                    witnesses.add(VerifierKey.parse(line.substring(WITNESS.length())));
                } else if (line.startsWith(BEGUN) && begun == NEVER) {
                    begun = Encoding.decimal(line.substring(BEGUN.length()));
                } else {
                    throw new Unreadable(
                            "neither a key nor a witness: " + Encoding.shortened(line));
                }
            }
        }

        @Override
        public List<VerifierKey> keys() {
            return keys;
        }

        @Override
        public List<VerifierKey> witnesses() {
            return witnesses;
        }

        @Override
        public long begun() {
            return begun;
        }

        @Override
        public @Nullable Part next() throws IOException {
            if (ended) {
                return null;
            }
            var words = line().split(" ", -1);
            return switch (words[0]) {
                case "entry" -> {
                    require(words.length == 5);
                    entries++;
                    yield new Part.Entry(
                            new TrailEntry(
                                    Encoding.decimal(words[1]),
                                    Hash.ofHex(words[2]),
                                    bytes(words[3], LONGEST_LEAF),
                                    words[4].equals(WITHHELD)
                                            ? null
                                            : bytes(words[4], LONGEST_PAYLOAD)));
                }
                case "checkpoint" -> {
                    require(words.length == 3);
                    checkpoints++;
                    yield new Part.Signed(
                            Encoding.decimal(words[1]), bytes(words[2], LONGEST_NOTE));
                }
                case "end" -> {
                    require(
                            words.length == 3
                                    && Encoding.decimal(words[1]) == entries
                                    && Encoding.decimal(words[2]) == checkpoints
                                    && in.read() < 0);
                    ended = true;
                    yield null;
                }
                default ->
                        throw new Unreadable(
                                "no part of an export: " + Encoding.shortened(words[0]));
            };
        }

        private void require(boolean condition) {
            if (!condition) {
                throw new Unreadable(
                        "an export that does not add up after " + entries + " entries");
            }
        }

        private byte[] bytes(String length, int most) throws IOException {
            var announced = Encoding.decimal(length);
            if (announced > most) {
                throw new Unreadable(
                        "after %d entries a part of %d bytes, which has at most %d"
                                .formatted(entries, announced, most));
            }
            var bytes = in.readNBytes((int) announced);
            if (bytes.length < announced || in.read() != '\n') {
                throw new Unreadable("an export that ends within a part");
            }
            return bytes;
        }

        private String line() throws IOException {
            var line = new byte[LONGEST_LINE];
            var length = 0;
            for (var next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 || length == LONGEST_LINE) {
                    throw new Unreadable("an export that ends within a line");
                }
                line[length++] = (byte) next;
            }
            return new String(line, 0, length, StandardCharsets.UTF_8);
        }
    }

    /**
     * One entry as the extra part of a {@code .tlog-proof} has it: an export of this entry alone, whose payload may leave
     * out members.
     */
    public static byte[] extra(List<VerifierKey> keys, TrailEntry entry) {
        var bytes = new ByteArrayOutputStream();
        try {
            var writer = new Writer(bytes, keys, List.of());
            writer.entry(entry);
            writer.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Reader reader(byte[] export) {
        try {
            return new Reader(new ByteArrayInputStream(export));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
