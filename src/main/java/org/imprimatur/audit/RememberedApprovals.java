package org.imprimatur.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.log.Hash;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The approvals that the signer met as it signed, in a file beside its state. When the database has lost the newest of an
 * article, or files it elsewhere, nothing there tells that an older one is not in force any more; nor that a verdict was
 * corrected, when it has lost the correction.
 *
 * <p>A line is a place in the trail, an article, a leaf hash, and the places of the verdicts that carry it. Lines are only
 * added, and are on disk before the checkpoint over them is signed. A last line without an end was never signed, and does
 * not count; nor does what follows on a damaged one, which the signer writes anew as it reads the whole trail.
 */
final class RememberedApprovals {

    /**
     * @param leaf the hash of the entry's bytes as they were when they were signed
     * @param verdicts where those are that carry it; none where nothing does
     */
    record Approval(long seq, UUID article, Hash leaf, List<Long> verdicts) {

        private static Approval parse(String line) {
            var parts = line.split(" ");
            return new Approval(
                    Long.parseLong(parts[0]),
                    UUID.fromString(parts[1]),
                    Hash.ofBase64(parts[2]),
                    parts.length == 3 || parts[3].equals(NONE) // an earlier form lists none
                            ? List.of()
                            : Stream.of(parts[3].split(",")).map(Long::valueOf).toList());
        }

        private String line() {
            return "%d %s %s %s\n"
                    .formatted(
                            seq,
                            article,
                            leaf.base64(),
                            verdicts.isEmpty()
                                    ? NONE
                                    : verdicts.stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(",")));
        }
    }

    private static final String NONE = "-";

    private static final Logger log = LoggerFactory.getLogger(RememberedApprovals.class);

    static final String FILE = "signer.approvals";

    private final Path directory;
    private final Path file;

    private final Map<Long, Approval> all = new HashMap<>();
    private final Map<UUID, Approval> newest = new HashMap<>();

    /** How much of which file that is, and how long it was then. */
    private long read;

    private long seen;
    private @Nullable Object identity;

    RememberedApprovals(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(FILE);
    }

    /** The one at this place; nothing where none was signed. */
    synchronized Optional<Approval> at(long seq) {
        readOn();
        return Optional.ofNullable(all.get(seq));
    }

    /** The newest one of each of these articles; absent where none was signed. */
    synchronized Map<UUID, Approval> newest(Collection<UUID> articles) {
        readOn();
        return articles.stream()
                .distinct()
                .filter(newest::containsKey)
                .collect(Collectors.toMap(article -> article, newest::get));
    }

    boolean isThere() {
        return Files.exists(file);
    }

    /** Returns when they are on disk; the list is there then, even if there are none. */
    synchronized void add(List<Approval> approvals) {
        if (approvals.isEmpty() && isThere()) {
            return;
        }
        readOn();
        var lines = approvals.stream().map(Approval::line).collect(Collectors.joining());
        try (var channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                        SignerFolder.ownersAlone())) {
            channel.truncate(read);
            channel.position(read);
            var bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            SignerFolder.force(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        readOn();
    }

    /** Another process may have added lines, or begun another file. */
    private void readOn() {
        try {
            if (!Files.exists(file)) {
                forget(null);
                return;
            }
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!Objects.equals(now.fileKey(), identity) || now.size() < read) {
                forget(now.fileKey());
            }
            if (now.size() != seen) {
                take(now.size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private void forget(@Nullable Object other) {
        all.clear();
        newest.clear();
        read = 0;
        seen = 0;
        identity = other;
    }

    private void take(long size) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(size - read));
            while (bytes.hasRemaining() && channel.read(bytes, read + bytes.position()) >= 0) {
                // until it is full
            }
            var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
            var begin = 0;
            for (var end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
                take(Approval.parse(text.substring(begin, end)));
                read += end + 1 - begin;
                begin = end + 1;
            }
            seen = size;
        } catch (RuntimeException damaged) {
            seen = -1; // whoever writes it anew may come to the same length
            log.warn("{} is damaged from byte {} on", file, read);
        }
    }

    private void take(Approval approval) {
        all.put(approval.seq(), approval);
        newest.merge(
                approval.article(),
                approval,
                (known, other) -> known.seq() > other.seq() ? known : other);
    }
}
