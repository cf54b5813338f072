package org.imprimatur.log;

import java.util.List;

/**
 * How far a log has come: C2SP tlog-checkpoint, "Note text".
 *
 * @param origin which log
 * @param size how many entries
 * @param root of the tree over them
 * @param extensions lines nobody here gives a meaning to; kept, because they are signed
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n")) {
            throw new Unreadable("a checkpoint's origin is one line");
        }
        if (size < 0) {
            throw new Unreadable("a checkpoint of less than nothing");
        }
        if (extensions.stream().anyMatch(line -> line.isEmpty() || line.contains("\n"))) {
            throw new Unreadable("a checkpoint's extensions are lines, none of them empty");
        }
        extensions = List.copyOf(extensions);
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /** @throws Unreadable if it is not the text of a checkpoint */
    public static Checkpoint parse(String text) {
        var lines = List.of(text.split("\n", -1));
        if (lines.size() < 4 || !lines.getLast().isEmpty()) {
            throw new Unreadable("a checkpoint has an origin, a size and a root, each on its line");
        }
        return new Checkpoint(
                lines.get(0),
                Encoding.decimal(lines.get(1)),
                Hash.ofBase64(lines.get(2)),
                lines.subList(3, lines.size() - 1));
    }

    /** What is signed. */
    public String text() {
        var text = new StringBuilder(origin).append('\n').append(size).append('\n').append(root);
        extensions.forEach(line -> text.append('\n').append(line));
        return text.append('\n').toString();
    }
}
