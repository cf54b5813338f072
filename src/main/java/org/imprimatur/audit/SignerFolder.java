package org.imprimatur.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.log.DurableFile;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.Unreadable;
import org.imprimatur.log.Verdict;
import org.imprimatur.log.VerifierKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signer's files: its key, which nobody else may read, what it signed last, the approvals among that, and the public keys
 * that ever signed. A write is whole or did not happen, and survives a power cut once it returned.
 */
final class SignerFolder {

    private static final String KEY = "signer.key";
    private static final String NEXT_KEY = "signer.key.next";
    private static final String STATE = "signer.state";
    private static final String KNOWN = "signer.keys";
    private static final String PROBE = "signer.probe";

    private static final Logger log = LoggerFactory.getLogger(SignerFolder.class);

    private final Path directory;

    SignerFolder(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /**
     * Absent where this node is not the one that signs, or lost its memory.
     *
     * @throws Unsignable NO_STATE if it is there and damaged
     */
    Optional<SignerState> state() {
        var file = read(STATE);
        try {
            return file.map(SignerState::parse);
        } catch (RuntimeException damaged) {
            throw new Unsignable(
                    Verdict.NO_STATE,
                    directory.resolve(STATE) + " is damaged: " + damaged.getMessage());
        }
    }

    boolean hasState() {
        return Files.exists(directory.resolve(STATE));
    }

    boolean hasKey() {
        return Files.exists(directory.resolve(KEY));
    }

    /** Whether this is a folder of the node that signs; what is missing was lost then. */
    boolean isUsed() {
        return hasKey() || hasState();
    }

    void write(SignerState state) {
        write(STATE, state.file(), false);
    }

    /** @throws Unsignable NO_STATE if there is none, or none that can be used: a memory without its key */
    SigningKey key() {
        return key(KEY).orElseThrow(
                        () ->
                                new Unsignable(
                                        Verdict.NO_STATE, "there is no " + directory.resolve(KEY)));
    }

    /** A key that an operator put there to take the other one's place. */
    Optional<SigningKey> nextKey() {
        return key(NEXT_KEY);
    }

    private Optional<SigningKey> key(String name) {
        try {
            return read(name).map(SigningKey::parse);
        } catch (UncheckedIOException | Unreadable unusable) {
            throw new Unsignable(
                    Verdict.NO_STATE,
                    directory.resolve(name) + " cannot be used: " + unusable.getMessage());
        }
    }

    /** Makes a key for a log that begins here; one that is there already stays. */
    SigningKey makeKey(String origin) {
        if (!Files.exists(directory.resolve(KEY))) {
            write(KEY, SigningKey.generate(origin).file(), true);
        }
        know(List.of(key().verifier()));
        return key();
    }

    /** Makes the key that shall follow; the signer takes it up with its next checkpoint. */
    SigningKey makeNextKey(String origin) {
        var next = SigningKey.generate(origin);
        write(NEXT_KEY, next.file(), true);
        return next;
    }

    /** From now on the next key signs; the other one is gone. */
    void promoteNextKey() {
        nextKey().ifPresent(next -> know(List.of(key().verifier(), next.verifier())));
        try {
            Files.move(
                    directory.resolve(NEXT_KEY),
                    directory.resolve(KEY),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            force(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Another key from now on, and nothing remembered. The old memory is put aside: it holds a signature over entries that
     * may be nowhere else any more. The old key is gone.
     *
     * @param known keys that signed before
     */
    void startOver(SigningKey key, int earlier, Collection<VerifierKey> known) {
        know(known);
        know(List.of(key.verifier()));
        try {
            Files.deleteIfExists(directory.resolve(NEXT_KEY));
            for (var memory : List.of(STATE, RememberedApprovals.FILE)) {
                if (Files.exists(directory.resolve(memory))) {
                    Files.move(
                            directory.resolve(memory),
                            directory.resolve(memory + "." + earlier),
                            StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(KEY, key.file(), true);
    }

    /**
     * Every key that ever signed here. The database lists them too, and whoever owns it can add one. For this nobody has to be
     * able to read the keys themselves.
     */
    Set<VerifierKey> known() {
        var known = new LinkedHashSet<VerifierKey>();
        read(KNOWN).stream().flatMap(String::lines).forEach(line -> take(line, known));
        for (var name : List.of(KEY, NEXT_KEY)) {
            try {
                key(name).map(SigningKey::verifier).ifPresent(known::add);
            } catch (Unsignable unusable) {
                // what it signed is known by its public half, if that is listed
            }
        }
        return known;
    }

    private void take(String line, Set<VerifierKey> known) {
        try {
            known.add(VerifierKey.parse(line));
        } catch (Unreadable damaged) { // the others are what they were
            log.warn("{} has a damaged line: {}", directory.resolve(KNOWN), damaged.getMessage());
        }
    }

    private void know(Collection<VerifierKey> keys) {
        var lines = new LinkedHashSet<>(read(KNOWN).stream().flatMap(String::lines).toList());
        keys.forEach(key -> lines.add(key.toString()));
        write(KNOWN, String.join("\n", lines) + "\n", false);
    }

    /** For a database that begins with nothing at each start. */
    void discard() {
        try {
            for (var name : List.of(STATE, KEY, NEXT_KEY, KNOWN, RememberedApprovals.FILE)) {
                Files.deleteIfExists(directory.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails now rather than in the middle of something that cannot be taken back. */
    void requireWritable() {
        write(PROBE, "", false);
        try {
            Files.delete(directory.resolve(PROBE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RememberedApprovals approvals() {
        return new RememberedApprovals(directory);
    }

    Path directory() {
        return directory;
    }

    private Optional<String> read(String name) {
        var file = directory.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private void write(String name, String text, boolean secret) {
        var file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            DurableFile.write(file, text, secret ? "r--------" : "rw-------");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Never readable by others, not even for the moment before its mode is set. */
    static FileAttribute<?>[] ownersAlone() {
        return DurableFile.ownersAlone(FileSystems.getDefault());
    }

    /** A rename is on disk only when its folder is. */
    static void force(Path directory) throws IOException {
        DurableFile.force(directory);
    }
}
