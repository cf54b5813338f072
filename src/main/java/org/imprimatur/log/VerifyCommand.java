package org.imprimatur.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.ZipFile;

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

    private static final String ZIP = "PK\003\004";

    private final VerifyArguments arguments;
    private final PrintStream out;
    private final PrintStream err;
    private final Findings findings = new Findings();
    private final List<String> sentences = new ArrayList<>();
    private final KeptCheckpoints kept;
    private final List<GivenFile> exports = new ArrayList<>();
    private final List<GivenProof> proofs = new ArrayList<>();
    private final NamedTexts texts = new NamedTexts();
    private final List<String> unchecked = new ArrayList<>();

    private record GivenProof(TlogProof proof, Trust trust, boolean archived) {}

    private VerifyCommand(VerifyArguments arguments, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.out = out;
        this.err = err;
        this.kept = new KeptCheckpoints(arguments, findings);
    }

    /** @return the exit code */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            if (arguments.size() == 2) {
                switch (arguments.getFirst()) {
                    case "inclusion" -> {
                        return bare(bareProof(arguments).isInclusion(), Verdict.ROOT_MISMATCH, out);
                    }
                    case "consistency" -> {
                        return bare(
                                bareProof(arguments).isConsistency(), Verdict.INCONSISTENT, out);
                    }
                    default -> {}
                }
            }
            var parsed = VerifyArguments.parse(arguments);
            if (parsed.files().isEmpty()) {
                err.print(VerifyArguments.USAGE);
                return UNUSABLE;
            }
            return new VerifyCommand(parsed, out, err).run();
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

    private static BareProof bareProof(List<String> arguments) throws IOException {
        return new BareProof(GivenFile.of(arguments.getLast()).small());
    }

    private static int bare(boolean holds, Verdict otherwise, PrintStream out) {
        out.println(holds ? "OK" : otherwise + ": the proof does not verify");
        return holds ? OK : TAMPERED;
    }

    private int run() throws IOException {
        try (var archives = new Archives()) {
            for (var file : arguments.files()) {
                take(file, archives);
            }
            if (arguments.sourceHash() != null && !kept.holdsAProof()) {
                throw new Unreadable(
                        "a text without a proof of its approval\n" + VerifyArguments.USAGE);
            }
            verify();
        }
        findings.print(out, arguments.all());
        sentences.forEach(sentence -> out.println(Encoding.printable(sentence)));
        return findings.first().isEmpty() ? OK : TAMPERED;
    }

    /** Sorts a file by what it begins with, not by its name. */
    private void take(String name, Archives archives) throws IOException {
        var file = GivenFile.of(name);
        if (file.beginning().startsWith(ZIP)) {
            takeArchive(name, archives.open(Path.of(name)));
        } else {
            take(file, false);
        }
    }

    /** What proves nothing is named; an archive of nothing else has nothing that could be called OK. */
    private void takeArchive(String name, ZipFile archive) throws IOException {
        var before = exports.size() + kept.size();
        var names = new HashSet<String>();
        for (var member : archive.stream().toList()) {
            var file =
                    new GivenFile(
                            name + "/" + Encoding.printable(member.getName()),
                            name,
                            () -> archive.getInputStream(member));
            if (!names.add(member.getName())) {
                throw new Unreadable(
                        file.name() + " is there twice, and no two readers take the same");
            }
            if (!member.isDirectory() && !take(file, true)) {
                unchecked.add(file.name());
            }
        }
        if (exports.size() + kept.size() == before) {
            throw new Unreadable(name + " holds no trail, no proof and no checkpoint");
        }
    }

    /** @return whether it is something that is checked; all that is no member of an archive has to be */
    private boolean take(GivenFile file, boolean archived) throws IOException {
        var begins = file.beginning();
        var last = file.name().substring(file.name().lastIndexOf('/') + 1);
        if (begins.startsWith(TrailExport.HEADER + "\n")) {
            exports.add(file);
            kept.besideATrail(file);
        } else if (begins.startsWith(TlogProof.HEADER + "\n") || last.endsWith(".tlog-proof")) {
            takeProof(file);
        } else if (!archived || last.endsWith("checkpoint")) {
            kept.alone(file, SignedCheckpoint.parse(Encoding.utf8(file.small())));
        } else if (last.matches("[0-9a-f]{64}(\\..*)?")) {
            file.small(); // no text is larger
            if (!last.startsWith(file.hash())) {
                findings.add(
                        Verdict.PAYLOAD_MISMATCH,
                        file.name() + " does not have the hash it is named by");
            }
            texts.seek(last.substring(0, 2 * Hash.LENGTH), file.name());
        } else {
            return false;
        }
        return true;
    }

    private void takeProof(GivenFile file) throws IOException {
        var proof = TlogProof.parse(file.small());
        var trust = arguments.trust();
        proofs.add(new GivenProof(proof, trust, file.archive() != null));
        kept.ofProof(file, proof.checkpoint(), trust);
    }

    private void verify() throws IOException {
        var signed = new HashMap<GivenFile, SignedSizes>();
        if (exports.size() > 1) {
            for (var export : exports) {
                try (var in = export.open()) {
                    signed.put(
                            export,
                            SignedSizes.read(new TrailExport.Reader(in), arguments.trust()));
                }
            }
        }
        for (var export : exports) {
            try (var in = export.open()) {
                var reader = new TrailExport.Reader(in);
                var trust = arguments.trust();
                trust.list(reader.keys(), reader.witnesses());
                var own = signed.get(export);
                var known = kept.of(export, own == null ? Long.MAX_VALUE : own.entries(), trust);
                if (own != null) {
                    signed.values().stream()
                            .filter(sizes -> sizes != own)
                            .forEach(sizes -> known.addAll(sizes.within(own)));
                }
                sentences.addAll(
                        new VerifyTrail(trust, known, findings, texts, progress("entries"))
                                .verify(reader));
                texts.endOfTrail();
                proofs.forEach(given -> given.trust.follow(trust));
            }
        }
        verifyProofs();
        if (exports.isEmpty()) {
            sentences.addAll(kept.compare());
        }
        sentences.addAll(texts.end(findings));
        if (!unchecked.isEmpty()) {
            sentences.add("not checked: " + Encoding.listed(unchecked));
        }
    }

    /** An archive may have thousands: what they say is said of those that were given alone. */
    private void verifyProofs() {
        var progress = progress("proofs");
        var read = 0;
        var archived = 0;
        for (var given : proofs) {
            var said =
                    new VerifyProof(given.trust, findings, arguments.sourceHash())
                            .verify(given.proof);
            if (given.archived) {
                archived++;
            } else {
                sentences.addAll(said);
            }
            progress.accept(++read);
        }
        if (archived > 0) {
            sentences.add("proofs in archives: " + archived);
        }
    }

    /** A word a second on what takes longer than that. */
    private LongConsumer progress(String what) {
        var told = new long[] {System.nanoTime()};
        return count -> {
            if (System.nanoTime() - told[0] > 1_000_000_000L) {
                told[0] = System.nanoTime();
                err.println(count + " " + what + " read");
            }
        };
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
