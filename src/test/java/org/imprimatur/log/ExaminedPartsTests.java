package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.log.ExaminedParts.Examined;
import org.imprimatur.log.TrailExport.Part;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Parts that are examined ahead of their turn")
class ExaminedPartsTests {

    private static final byte[] LEAF = new byte[1_000];

    private int read;

    @Test
    void comeInTheirOrder() throws IOException {
        var parts = parts(new Source(50_000, LEAF));
        var seqs = new ArrayList<Long>();
        for (var next = parts.next(); !next.isEmpty(); next = parts.next()) {
            next.forEach(part -> seqs.add(seq(part)));
        }

        assertThat(seqs).isSorted().doesNotHaveDuplicates().hasSize(50_000);
        assertThat(parts.next()).isEmpty();
    }

    @Test
    void areNeverManyBytes() throws IOException {
        var parts = parts(new Source(50_000, LEAF));
        var taken = 0;
        for (var next = parts.next(); !next.isEmpty(); next = parts.next()) {
            taken += next.size();
            // four megabytes, and what was being read when they were full
            assertThat(read - taken).isLessThan(5_000);
        }

        assertThat(taken).isEqualTo(50_000);
    }

    @Test
    void areNeverManyThoughTheyAreEmpty() throws IOException {
        parts(new Source(1_000_000, new byte[0])).next();

        assertThat(read).isLessThan(50_000);
    }

    @Test
    void failAsTheirSourceDoes() {
        var parts =
                parts(
                        new Source(1, LEAF) {
                            @Override
                            public Part next() throws IOException {
                                throw new IOException("the disk is gone");
                            }
                        });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(parts::next)
                .withMessage("the disk is gone");
    }

    @Test
    @SuppressWarnings("NullAway") // what a defect could hand over
    void failAsTheirExaminationDoes() {
        var checkpoint = new Checkpoint(Ledger.ORIGIN, 0, Hasher.EMPTY_ROOT);
        var note = Encoding.utf8(Ledger.KEY.sign(checkpoint).toString());
        var source =
                new Source(1, LEAF) {
                    @Override
                    public @Nullable Part next() {
                        return read++ == 0 ? new Part.Signed(0, note) : null;
                    }
                };

        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> new ExaminedParts(source, null).next());
    }

    private static ExaminedParts parts(TrailParts source) {
        return new ExaminedParts(source, new Trust(List.of(), List.of()));
    }

    private static long seq(Examined part) {
        return part instanceof Examined.Entry(ExaminedEntry entry) ? entry.entry().seq() : -1;
    }

    /** Entries that are alike. */
    private class Source implements TrailParts {

        private final int entries;
        private final byte[] leaf;
        private final Hash hash;

        Source(int entries, byte[] leaf) {
            this.entries = entries;
            this.leaf = leaf;
            this.hash = Hasher.leaf(leaf);
        }

        @Override
        public List<VerifierKey> keys() {
            return List.of();
        }

        @Override
        public List<VerifierKey> witnesses() {
            return List.of();
        }

        @Override
        public @Nullable Part next() throws IOException {
            return read == entries
                    ? null
                    : new Part.Entry(new TrailEntry(read++, hash, leaf, new byte[0]));
        }
    }
}
