package org.imprimatur.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a witness remembers: for each origin the newest checkpoint that it cosigned, whole, in a file of its own, and beside
 * it an empty file that says that there is one.
 *
 * <p>A checkpoint is on the disk before anybody hears of its cosignature; a witness that is killed in between has seen more than
 * it said, never less.
 */
final class WitnessState {

    private final Path folder;

    WitnessState(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** @throws Unreadable if what was remembered cannot be read, or is gone: a witness never begins anew by itself */
    Optional<SignedCheckpoint> newest(String origin) throws IOException {
        var file = file(origin);
        if (Files.notExists(file)) {
            if (Files.exists(mark(origin))) {
                throw new Unreadable(file + " is gone");
            }
            return Optional.empty();
        }
        var remembered = SignedCheckpoint.parse(Encoding.utf8(Files.readAllBytes(file)));
        if (!remembered.checkpoint().origin().equals(origin)) {
            throw new Unreadable(file + " is of another log");
        }
        return Optional.of(remembered);
    }

    void remember(SignedCheckpoint checkpoint) throws IOException {
        var origin = checkpoint.checkpoint().origin();
        DurableFile.write(file(origin), checkpoint.toString(), "rw-------");
        if (Files.notExists(mark(origin))) {
            DurableFile.write(mark(origin), "", "r--r--r--");
        }
    }

    /** C2SP tlog-witness names a log by the SHA-256 of its origin. */
    static String name(String origin) {
        return HexFormat.of().formatHex(Hasher.sha256().digest(Encoding.utf8(origin)));
    }

    private Path mark(String origin) {
        return folder.resolve(name(origin) + ".known");
    }

    private Path file(String origin) {
        return folder.resolve(name(origin) + ".checkpoint");
    }
}
