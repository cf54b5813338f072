package org.imprimatur.log;

import java.util.ArrayList;
import java.util.List;

/**
 * A text and who claims to have signed it: C2SP signed-note, "Format".
 *
 * @param text ends in a newline
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** A verifier must accept 16; more than this is an attack on its time. */
    private static final int MOST_SIGNATURES = 64;

    public SignedNote {
        if (!text.endsWith("\n")) {
            throw new Unreadable("the text of a note ends in a newline");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new Unreadable("a note with control characters");
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new Unreadable("a note with " + signatures.size() + " signatures");
        }
        signatures = List.copyOf(signatures);
    }

    /** @throws Unreadable if it is not a signed note */
    public static SignedNote parse(byte[] note) {
        return parse(Encoding.utf8(note));
    }

    /** @throws Unreadable if it is not a signed note */
    public static SignedNote parse(String note) {
        var blankLine = note.lastIndexOf("\n\n");
        if (blankLine < 0 || !note.endsWith("\n") || blankLine + 2 == note.length()) {
            throw new Unreadable("a note is a text, an empty line and signature lines");
        }
        var lines = note.substring(blankLine + 2, note.length() - 1).split("\n", -1);
        if (lines.length > MOST_SIGNATURES) {
            throw new Unreadable("a note with " + lines.length + " signatures");
        }
        var signatures = new ArrayList<NoteSignature>();
        for (var line : lines) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, blankLine + 1), signatures);
    }

    /** The same text with one more signature line. */
    public SignedNote with(NoteSignature signature) {
        var all = new ArrayList<>(signatures);
        all.add(signature);
        return new SignedNote(text, all);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString();
    }
}
