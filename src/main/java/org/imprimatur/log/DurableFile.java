package org.imprimatur.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is whole or was not written, and is on the disk once it was: what was said on its
 * strength cannot be unsaid by a power cut. That the disk refuses is said, too.
 */
public final class DurableFile {

    private static final String OWNERS_ALONE = "rw-------";

    private DurableFile() {}

    /**
     * @param permissions as {@code ls} shows them; until the file has them nobody but its owner
     *     can open it
     */
    public static void write(Path file, String text, String permissions) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        var beside = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        try {
            Files.createFile(beside, ownersAlone(folder.getFileSystem()));
            try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                for (var bytes = ByteBuffer.wrap(Encoding.utf8(text)); bytes.hasRemaining(); ) {
                    channel.write(bytes);
                }
                if (hasPosix(folder.getFileSystem())) {
                    Files.setPosixFilePermissions(
                            beside, PosixFilePermissions.fromString(permissions));
                }
                channel.force(true);
            }
            Files.move(
                    beside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        force(folder);
    }

    /** Never readable by others, not even for the moment before its mode is set. */
    public static FileAttribute<?>[] ownersAlone(FileSystem in) {
        return hasPosix(in)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(OWNERS_ALONE))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * What was made, renamed or removed in a folder is on the disk only when the folder is.
     * Windows has no such thing, and needs none.
     */
    public static void force(Path folder) throws IOException {
        if (hasPosix(folder.getFileSystem())) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean hasPosix(FileSystem in) {
        return in.supportedFileAttributeViews().contains("posix");
    }
}
