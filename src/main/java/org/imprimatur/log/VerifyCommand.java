package org.imprimatur.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code verify}: checks exports, proofs and checkpoints without network, database or anybody's word.
 *
 * <p>The first line of the output is {@code OK} or the verdict that is reported before all others; the exit code is 0 for OK, 1
 * for any verdict, 2 for what cannot be read or was called wrongly.
 */
public final class VerifyCommand {

    public static final int OK = 0;
    public static final int TAMPERED = 1;
    public static final int UNUSABLE = 2;

    static final String USAGE =
            """
            verify [--key VKEY]… [--witness VKEY]… [--source FILE] [--all] FILE…
                FILE: an export of the trail or the archive around it, a .tlog-proof, a checkpoint; several are held against each other
                --key      the log's key as its publisher prints it, or a file of such keys
                --witness  a witness that has to have cosigned
                --source   the text that a proof is said to be the approval of
                --all      each finding, at most a thousand, not the first alone
            verify inclusion FILE.json
            verify consistency FILE.json
            """;

    private static final int LARGEST_SMALL_FILE = 1 << 20;
    private static final int MAGIC = 32;

    private final PrintStream out;
    private final PrintStream err;
    private final Findings findings = new Findings();
    private final List<String> sentences = new ArrayList<>();

    private final List<VerifierKey> keys = new ArrayList<>();
    private final List<VerifierKey> witnesses = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<Source> exports = new ArrayList<>();
    private final NamedTexts texts = new NamedTexts();
    private final List<String> unchecked = new ArrayList<>();
    private @Nullable String sourceHash;
    private boolean all;

    /** Bytes that can be opened, wherever they lie. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private record Source(String name, Opening opening) {}

    /** A checkpoint that somebody kept, and the keys that came with it. */
    private record Kept(String name, SignedCheckpoint checkpoint, Trust trust, boolean proof) {}

    private VerifyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return new VerifyCommand(out, err).run(new ArrayDeque<>(arguments));
        } catch (Unreadable unreadable) {
            err.println("Cannot be read: " + unreadable.getMessage());
        } catch (NoSuchFileException missing) {
            err.println("Cannot be read: there is no file " + missing.getMessage());
        } catch (IOException broken) {
            err.println("Cannot be read: " + broken.getMessage());
        } catch (OutOfMemoryError | StackOverflowError tooLarge) {
            err.println("Cannot be read: it takes more memory than there is");
        } catch (RuntimeException unforeseen) { // its exit code would be that of a verdict
            err.println("Cannot be read: " + unforeseen);
        }
        return UNUSABLE;
    }

    private int run(Deque<String> arguments) throws IOException {
        if (arguments.size() == 2 && arguments.peekFirst() instanceof String kind) {
            switch (kind) {
                case "inclusion" -> {
                    return bare(
                            new BareProof(small(arguments.getLast())).isInclusion(),
                            Verdict.ROOT_MISMATCH);
                }
                case "consistency" -> {
                    return bare(
                            new BareProof(small(arguments.getLast())).isConsistency(),
                            Verdict.INCONSISTENT);
                }
                default -> {}
            }
        }
        var files = options(arguments);
        if (files.isEmpty()) {
            err.print(USAGE);
            return UNUSABLE;
        }
        try (var archives = new Archives()) {
            for (var file : files) {
                take(file, archives);
            }
            if (sourceHash != null && kept.stream().noneMatch(Kept::proof)) {
                throw new Unreadable("a text without a proof of its approval\n" + USAGE);
            }
            verify();
        }
        return report();
    }

    private int bare(boolean holds, Verdict otherwise) {
        out.println(holds ? "OK" : otherwise + ": the proof does not verify");
        return holds ? OK : TAMPERED;
    }

    private List<String> options(Deque<String> arguments) throws IOException {
        var files = new ArrayList<String>();
        while (!arguments.isEmpty()) {
            var argument = arguments.removeFirst();
            switch (argument) {
                case "--key" -> keys.addAll(keys(value(argument, arguments)));
                case "--witness" ->
                        keys(value(argument, arguments)).stream()
                                .map(VerifierKey::asCosigner)
                                .forEach(witnesses::add);
                case "--source" -> {
                    try (var source = Files.newInputStream(Path.of(value(argument, arguments)))) {
                        sourceHash = sha256(source);
                    }
                }
                case "--all" -> all = true;
                default -> {
                    if (argument.startsWith("--")) {
                        throw new Unreadable("an option " + argument + " is not known\n" + USAGE);
                    }
                    files.add(argument);
                }
            }
        }
        return files;
    }

    private static String value(String option, Deque<String> arguments) {
        if (arguments.isEmpty()) {
            throw new Unreadable("the option " + option + " has no value\n" + USAGE);
        }
        return arguments.removeFirst();
    }

    /** A key, or a file of keys, one a line. */
    private static List<VerifierKey> keys(String value) throws IOException {
        var file = Path.of(value);
        if (!value.contains("+") || Files.isRegularFile(file)) {
            return Encoding.utf8(small(value))
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(VerifierKey::parse)
                    .toList();
        }
        return List.of(VerifierKey.parse(value));
    }

    /** Sorts a file by what it begins with, not by its name. */
    private void take(String name, Archives archives) throws IOException {
        var path = Path.of(name);
        if (new String(beginning(() -> Files.newInputStream(path)), StandardCharsets.ISO_8859_1)
                .startsWith("PK\003\004")) {
            takeArchive(name, archives.open(path));
        } else {
            take(new Source(name, () -> Files.newInputStream(path)), false);
        }
    }

    /** What proves nothing is named; an archive of nothing else has nothing that could be called OK. */
    private void takeArchive(String name, ZipFile archive) throws IOException {
        var before = exports.size() + kept.size();
        var names = new HashSet<String>();
        for (var member : archive.stream().toList()) {
            var source =
                    new Source(
                            name + "/" + Encoding.printable(member.getName()),
                            () -> archive.getInputStream(member));
            if (!names.add(member.getName())) {
                throw new Unreadable(
                        source.name + " is there twice, and no two readers take the same");
            }
            if (!member.isDirectory() && !take(source, true)) {
                unchecked.add(source.name);
            }
        }
        if (exports.size() + kept.size() == before) {
            throw new Unreadable(name + " holds no trail, no proof and no checkpoint");
        }
    }

    /** @return whether it is something that is checked; all that is no member of an archive has to be */
    private boolean take(Source source, boolean archived) throws IOException {
        var begins = new String(beginning(source.opening), StandardCharsets.ISO_8859_1);
        var last = source.name.substring(source.name.lastIndexOf('/') + 1);
        if (begins.startsWith(TrailExport.HEADER + "\n")) {
            exports.add(source);
        } else if (begins.startsWith(TlogProof.HEADER + "\n") || last.endsWith(".tlog-proof")) {
            takeProof(source);
        } else if (!archived || last.endsWith("checkpoint")) {
            kept.add(
                    new Kept(
                            source.name,
                            SignedCheckpoint.parse(Encoding.utf8(small(source))),
                            trust(),
                            false));
        } else if (last.matches("[0-9a-f]{64}(\\..*)?")) {
            if (!last.startsWith(sha256(new ByteArrayInputStream(small(source))))) {
                findings.add(
                        Verdict.PAYLOAD_MISMATCH,
                        source.name + " does not have the hash it is named by");
            }
            texts.seek(last.substring(0, 2 * Hash.LENGTH), source.name);
        } else {
            return false;
        }
        return true;
    }

    private void takeProof(Source source) throws IOException {
        var proof = TlogProof.parse(small(source));
        var trust = trust();
        sentences.addAll(new VerifyProof(trust, findings, sourceHash).verify(proof));
        kept.add(new Kept(source.name, proof.checkpoint(), trust, true));
    }

    private Trust trust() {
        return new Trust(keys, witnesses);
    }

    private void verify() throws IOException {
        var signed = new HashMap<Source, SignedSizes>();
        if (exports.size() > 1) {
            for (var export : exports) {
                try (var in = export.opening.open()) {
                    signed.put(export, SignedSizes.read(new TrailExport.Reader(in), trust()));
                }
            }
        }
        for (var export : exports) {
            try (var in = export.opening.open()) {
                var reader = new TrailExport.Reader(in);
                var trust = trust();
                trust.list(reader.keys(), reader.witnesses());
                var known = valid(trust);
                var own = signed.get(export);
                if (own != null) {
                    signed.values().stream()
                            .filter(sizes -> sizes != own)
                            .forEach(sizes -> known.addAll(sizes.within(own)));
                }
                sentences.addAll(
                        new VerifyTrail(trust, known, findings, texts::entry, progress())
                                .verify(reader));
            }
        }
        if (exports.isEmpty()) {
            compare();
        }
        sentences.addAll(texts.end(findings));
        if (!unchecked.isEmpty()) {
            sentences.add("not checked: " + Encoding.listed(unchecked));
        }
    }

    /** Of the checkpoints that were kept those that are the log's. */
    private List<SignedBy> valid(Trust trust) {
        var valid = new ArrayList<SignedBy>();
        for (var checkpoint : kept) {
            var examined = trust.examine(checkpoint.checkpoint);
            if (examined.refusal().isPresent()) {
                findings.add(
                        Verdict.BAD_SIGNATURE, checkpoint.name + ": " + examined.refusal().get());
            } else if (examined.signers().isEmpty()) {
                findings.add(
                        Verdict.UNKNOWN_KEY, checkpoint.name + " is signed by no key of this log");
            } else {
                valid.add(SignedBy.of(examined));
            }
        }
        return valid;
    }

    /** Checkpoints and proofs against each other: two of one log and size have one root. */
    private void compare() {
        var roots = new HashMap<String, Kept>();
        for (var one : kept) {
            if (!one.proof) {
                checkAlone(one);
            }
            var checkpoint = one.checkpoint.checkpoint();
            if (!keys.isEmpty() && !one.trust.trusts(one.trust.examine(one.checkpoint))) {
                continue; // said of it alone: what somebody else signed is no word of this log
            }
            var other = roots.putIfAbsent(checkpoint.origin() + "\n" + checkpoint.size(), one);
            if (other != null && !other.checkpoint.checkpoint().root().equals(checkpoint.root())) {
                findings.add(
                        Verdict.FORK,
                        other.name
                                + " and "
                                + one.name
                                + " have the size "
                                + checkpoint.size()
                                + " and different roots");
            }
        }
        if (findings.first().isEmpty()
                && keys.isEmpty()
                && kept.stream().anyMatch(one -> !one.proof)) {
            findings.add(
                    Verdict.UNKNOWN_KEY, "a checkpoint is checked under a key: name it with --key");
        }
        if (roots.size() > 1) {
            requireProofsAlone();
        }
    }

    /** Each proof is worth something without the others. Of checkpoints that were to be compared, one must not say OK. */
    private void requireProofsAlone() {
        var incomparable =
                "they are of different logs or sizes, and what lies between is in an export alone";
        if (kept.stream().allMatch(Kept::proof)) {
            sentences.add("not held against each other: " + incomparable);
        } else if (findings.first().isEmpty()) {
            throw new Unreadable("checkpoints that cannot be compared: " + incomparable);
        }
    }

    private void checkAlone(Kept one) {
        var examined = one.trust.examine(one.checkpoint);
        var refusal = examined.refusal();
        if (refusal.isPresent()) {
            findings.add(Verdict.BAD_SIGNATURE, one.name + ": " + refusal.get());
        } else if (!keys.isEmpty() && examined.signers().isEmpty()) {
            findings.add(Verdict.UNKNOWN_KEY, one.name + " is not signed by the key named");
        }
        for (var witness : witnesses) {
            if (!examined.cosignedAt().containsKey(witness)) {
                findings.add(
                        Verdict.BAD_SIGNATURE, one.name + " is not cosigned by " + witness.name());
            }
        }
        var checkpoint = examined.checkpoint();
        sentences.add(one.name + ": " + checkpoint.origin() + ", size " + checkpoint.size());
    }

    private int report() {
        findings.print(out, all);
        sentences.forEach(out::println);
        return findings.first().isEmpty() ? OK : TAMPERED;
    }

    /** A word a second on what takes longer than that. */
    private LongConsumer progress() {
        var told = new long[] {System.nanoTime()};
        return entries -> {
            if (System.nanoTime() - told[0] > 1_000_000_000L) {
                told[0] = System.nanoTime();
                err.println(entries + " entries read");
            }
        };
    }

    private static byte[] beginning(Opening opening) throws IOException {
        try (var in = opening.open()) {
            return in.readNBytes(MAGIC);
        }
    }

    private static byte[] small(String file) throws IOException {
        return small(new Source(file, () -> Files.newInputStream(Path.of(file))));
    }

    private static byte[] small(Source source) throws IOException {
        try (var in = source.opening.open()) {
            var bytes = in.readNBytes(LARGEST_SMALL_FILE + 1);
            if (bytes.length > LARGEST_SMALL_FILE) {
                throw new Unreadable(source.name + " is no export and too large for anything else");
            }
            return bytes;
        }
    }

    private static String sha256(InputStream in) throws IOException {
        var digest = Hasher.sha256();
        var buffer = new byte[1 << 16];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Zip files that stay open until all is verified. */
    private static final class Archives implements AutoCloseable {

        private final List<ZipFile> open = new ArrayList<>();

        ZipFile open(Path path) throws IOException {
            var archive = new ZipFile(path.toFile());
            open.add(archive);
            return archive;
        }

        @Override
        public void close() throws IOException {
            for (var archive : open) {
                archive.close();
            }
        }
    }
}
