package org.imprimatur.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.log.TrailExport.Part;

/**
 * What a trail says was signed of it, so that another trail of the same log can be held against that: each may agree with
 * itself, and the two not with each other.
 *
 * @param names the log's, from the first to the one it has
 * @param entries how many there are
 * @param signed the checkpoints that one of its keys signed, of at most that size
 */
record SignedSizes(Set<String> names, long entries, List<SignedBy> signed) {

    /** Notes are several times as long as what is kept of them. */
    private static final int BATCH = 1_024;

    static SignedSizes read(TrailParts trail, Trust trust) throws IOException {
        trust.list(trail.keys(), trail.witnesses());
        var names = new HashSet<String>();
        trail.keys().forEach(key -> names.add(key.name()));
        var notes = new ArrayList<byte[]>();
        var signed = new ArrayList<SignedBy>();
        var entries = 0L;
        for (var part = trail.next(); part != null; part = trail.next()) {
            switch (part) {
                case Part.Entry(TrailEntry entry) -> entries = Math.max(entries, entry.seq() + 1);
                case Part.Signed(long _, byte[] note) -> {
                    notes.add(note);
                    if (notes.size() == BATCH) {
                        signed.addAll(signed(notes, trust));
                        notes.clear();
                    }
                }
            }
        }
        signed.addAll(signed(notes, trust));
        var end = entries;
        signed.removeIf(by -> by.checkpoint().size() > end);
        return new SignedSizes(names, entries, signed);
    }

    private static List<SignedBy> signed(List<byte[]> notes, Trust trust) {
        return notes.parallelStream().flatMap(note -> signed(note, trust).stream()).toList();
    }

    private static Optional<SignedBy> signed(byte[] note, Trust trust) {
        try {
            var examined = trust.examine(SignedCheckpoint.parse(Encoding.utf8(note)));
            return Optional.of(examined)
                    .filter(checkpoint -> !checkpoint.signers().isEmpty())
                    .map(SignedBy::of);
        } catch (Unreadable said) {
            return Optional.empty(); // of this trail itself, where it is verified
        }
    }

    /** What another trail has to fit: all that was signed under one of its names, as far as it goes. */
    List<SignedBy> within(SignedSizes other) {
        return signed.stream()
                .filter(
                        by ->
                                by.checkpoint().size() <= other.entries
                                        && other.names.contains(by.checkpoint().origin()))
                .toList();
    }
}
