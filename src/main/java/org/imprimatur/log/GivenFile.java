package org.imprimatur.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to verify, in a file of their own or within an archive.
 *
 * @param name for people
 * @param archive that it lies in, as its name; {@code null} outside of any
 */
record GivenFile(String name, @Nullable String archive, Opening opening) {

    private static final int LARGEST_SMALL_FILE = 1 << 20;
    private static final int MAGIC = 32;

    interface Opening {
        InputStream open() throws IOException;
    }

    static GivenFile of(String path) {
        return new GivenFile(path, null, () -> Files.newInputStream(Path.of(path)));
    }

    InputStream open() throws IOException {
        return opening.open();
    }

    /** Its first bytes, by which files are told apart: a name is anybody's to give. */
    String beginning() throws IOException {
        try (var in = open()) {
            return new String(in.readNBytes(MAGIC), StandardCharsets.ISO_8859_1);
        }
    }

    /** @throws Unreadable if it is larger than anything but an export can be */
    byte[] small() throws IOException {
        try (var in = open()) {
            var bytes = in.readNBytes(LARGEST_SMALL_FILE + 1);
            if (bytes.length > LARGEST_SMALL_FILE) {
                throw new Unreadable(name + " is no export and too large for anything else");
            }
            return bytes;
        }
    }

    /** SHA-256, hexadecimal. */
    String hash() throws IOException {
        var digest = Hasher.sha256();
        var buffer = new byte[1 << 16];
        try (var in = open()) {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
