package org.imprimatur.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@code verify} was called.
 *
 * @param keys of the log, pinned; none if those that a file lists are to do
 * @param witnesses who have to have cosigned
 * @param sourceHash of the text that a proof is said to be the approval of
 * @param all whether each finding is listed
 */
record VerifyArguments(
        List<String> files,
        List<VerifierKey> keys,
        List<VerifierKey> witnesses,
        @Nullable String sourceHash,
        boolean all) {

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

    /** @throws Unreadable if there is no such option, or none of these keys */
    static VerifyArguments parse(List<String> arguments) throws IOException {
        var rest = new ArrayDeque<>(arguments);
        var files = new ArrayList<String>();
        var keys = new ArrayList<VerifierKey>();
        var witnesses = new ArrayList<VerifierKey>();
        String sourceHash = null;
        var all = false;
        while (!rest.isEmpty()) {
            var argument = rest.removeFirst();
            switch (argument) {
                case "--key" -> keys.addAll(keys(value(argument, rest)));
                case "--witness" ->
                        keys(value(argument, rest)).stream()
                                .map(VerifierKey::asCosigner)
                                .forEach(witnesses::add);
                case "--source" -> sourceHash = GivenFile.of(value(argument, rest)).hash();
                case "--all" -> all = true;
                default -> {
                    if (argument.startsWith("--")) {
                        throw new Unreadable("an option " + argument + " is not known\n" + USAGE);
                    }
                    files.add(argument);
                }
            }
        }
        return new VerifyArguments(files, keys, witnesses, sourceHash, all);
    }

    /** For one file: what it lists counts for that file alone. */
    Trust trust() {
        return new Trust(keys, witnesses);
    }

    private static String value(String option, Deque<String> arguments) {
        if (arguments.isEmpty()) {
            throw new Unreadable("the option " + option + " has no value\n" + USAGE);
        }
        return arguments.removeFirst();
    }

    /** A key, or a file of keys, one a line. */
    private static List<VerifierKey> keys(String value) throws IOException {
        if (!value.contains("+") || Files.isRegularFile(Path.of(value))) {
            var keys =
                    Encoding.utf8(GivenFile.of(value).small())
                            .lines()
                            .filter(line -> !line.isBlank())
                            .map(VerifierKey::parse)
                            .toList();
            if (keys.isEmpty()) { // such as a download that failed leaves
                throw new Unreadable(value + " names no key");
            }
            return keys;
        }
        return List.of(VerifierKey.parse(value));
    }
}
