package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprimatur.log.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignerFolderTests {

    @TempDir Path place;

    @Test
    void knowsTheKeysBesideADamagedLine() throws IOException {
        var folder = new SignerFolder(place);
        var key = folder.makeKey("a.log/1").verifier();
        var earlier = SigningKey.generate("a.log/1").verifier();
        Files.writeString(place.resolve("signer.keys"), "a.log/1+no+key\n\n" + earlier + "\n");

        assertThat(folder.known()).containsExactlyInAnyOrder(earlier, key);
    }

    @Test
    void saysBeforehandThatItCannotBeWritten() throws IOException {
        var folder = new SignerFolder(place);
        folder.requireWritable();
        assertThat(place).isEmptyDirectory();

        Files.createDirectories(place.resolve("signer.probe.new").resolve("no room"));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(folder::requireWritable)
                .withMessageContaining("cannot be written");
    }
}
