package org.imprimatur.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * Who may connect to an embedded database.
 *
 * @param root may do everything, from this machine only
 * @param migration makes and changes tables
 * @param application reads and writes rows, and only reads the trail
 */
record Accounts(Account root, Account migration, Account application) {

    private static final String FILE = "accounts.properties";

    /** The three accounts with passwords nobody knows. */
    static Accounts random() {
        return new Accounts(
                new Account("root", password()),
                new Account("imprimatur_migration", password()),
                new Account("imprimatur_app", password()));
    }

    /** The accounts of the data in this folder; they lie in it, so that passwords and data always belong together. */
    static Accounts in(Path data) throws IOException {
        var passwords = new Properties();
        try (var file = Files.newBufferedReader(data.resolve(FILE))) {
            passwords.load(file);
        }
        return new Accounts(
                new Account("root", passwords.getProperty("root", "")),
                new Account(
                        "imprimatur_migration", passwords.getProperty("imprimatur_migration", "")),
                new Account("imprimatur_app", passwords.getProperty("imprimatur_app", "")));
    }

    void writeTo(Path data) throws IOException {
        var lines = new StringBuilder();
        for (var account : new Account[] {root, migration, application}) {
            lines.append(account.name()).append('=').append(account.password()).append('\n');
        }
        writePrivately(data.resolve(FILE), lines.toString());
    }

    /** Replaces the file by one that nobody but its owner could read at any moment. */
    static void writePrivately(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, ownerOnly());
        Files.writeString(file, content);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String password() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder()
                .encodeToString(
                        bytes); // 32 characters that need no quoting in SQL, URLs or options
    }
}
