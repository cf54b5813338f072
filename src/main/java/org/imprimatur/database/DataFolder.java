package org.imprimatur.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Everything one embedded server keeps between two starts, held by one application at a time. */
final class DataFolder implements AutoCloseable {

    private final Path home;
    private final FileLock lock;

    private DataFolder(Path home, FileLock lock) {
        this.home = home;
        this.lock = lock;
    }

    /**
     * Takes the folder until it is closed, or until this JVM ends in whatever way.
     *
     * @throws UnusableDatabase if another application holds it
     */
    static DataFolder take(Path home) throws IOException {
        for (var folder : List.of("run", "tmp")) {
            Files.createDirectories(home.resolve(folder));
        }
        var channel =
                FileChannel.open(
                        home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new UnusableDatabase(
                    "Another application is using the database in " + home.toRealPath() + ".",
                    "Stop it, or give this one a folder of its own with imprimatur.database.directory.");
        }
        return new DataFolder(home.toRealPath(), lock);
    }

    /** Exists only complete, with the passwords of its accounts in it. */
    Path data() {
        return home.resolve("data");
    }

    /** What becomes {@link #data} by a rename. Found at a start, it was interrupted and counts for nothing. */
    Path incompleteData() {
        return home.resolve("data.incomplete");
    }

    Path temporary() {
        return home.resolve("tmp");
    }

    /** Who runs the server here now, or ran it when the application was killed. */
    Path processFile() {
        return home.resolve("run/server.process");
    }

    /** Options with which MariaDB's own client becomes root here. */
    Path rootOptions() {
        return home.resolve("run/root.cnf");
    }

    Path errorLog() {
        return home.resolve("error.log");
    }

    void discardData() throws IOException {
        FileSystemUtils.deleteRecursively(data());
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }

    @Override
    public String toString() {
        return home.toString();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very JVM
        }
    }
}
