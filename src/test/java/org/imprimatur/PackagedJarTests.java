package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SigningKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the jar that the build has just packed. What they say is tested elsewhere; here, that they are in it. */
@Tag("packaged")
class PackagedJarTests {

    private static final Path JAR = Path.of("target", "imprimatur.jar").toAbsolutePath();

    @TempDir Path folder;

    @Test
    void verifiesABareProof() throws Exception {
        var leaf =
                Base64.getEncoder()
                        .encodeToString(
                                Hasher.leaf("L123456".getBytes(StandardCharsets.UTF_8)).bytes());
        var other = Base64.getEncoder().encodeToString(Hasher.EMPTY_ROOT.bytes());
        var proof =
                "{\"leafIdx\":0,\"treeSize\":1,\"root\":\"%s\",\"leafHash\":\"%s\",\"proof\":null}";
        var right = Files.writeString(folder.resolve("right.json"), proof.formatted(leaf, leaf));
        var wrong = Files.writeString(folder.resolve("wrong.json"), proof.formatted(other, leaf));

        assertThat(said("verify", "inclusion", right.toString())).isEqualTo("0\nOK\n");
        assertThat(said("verify", "inclusion", wrong.toString())).startsWith("1\nROOT_MISMATCH");
        assertThat(said("verify", "inclusion", "nowhere.json")).startsWith("2\n");
        assertThat(said("verify")).startsWith("2\nverify [--key");
    }

    @Test
    void holdsItsCheckAndTheWayBack() throws Exception {
        assertThat(said("fsck")).startsWith("2\nNo database runs in ");
        assertThat(said("fsck", "--repair")).startsWith("2\n").contains("fsck [--all]");
        assertThat(said("log", "reopen")).startsWith("2\n").contains("log reopen --requested-by");
    }

    @Test
    void isAWitness() throws Exception {
        var witness =
                process(
                        "witness",
                        "--listen",
                        "127.0.0.1:0",
                        "--state",
                        folder.toString(),
                        "--log",
                        SigningKey.generate("a.log").verifier().toString());
        try {
            var output = witness.inputReader();
            assertThat(output.readLine()).startsWith("witness witness+");
            assertThat(output.readLine()).startsWith("listening on");
        } finally {
            witness.destroy();
        }
    }

    private Process process(String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                JAR.toString()));
        command.addAll(Arrays.asList(arguments));
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove("DB_URL");
        return builder.start();
    }

    private String said(String... arguments) throws Exception {
        var process = process(arguments);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + said;
    }
}
