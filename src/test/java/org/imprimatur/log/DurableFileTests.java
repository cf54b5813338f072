package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A durable file")
class DurableFileTests {

    @TempDir Path folder;

    private final FileSystem system = mock(FileSystem.class);
    private final Path elsewhere = mock(Path.class);

    @Test
    void takesThePlaceOfTheOneBefore() throws IOException {
        var file = folder.resolve("signer.state");
        DurableFile.write(file, "one", "r--------");
        Files.writeString(folder.resolve("signer.state.new"), "half of what another process");

        DurableFile.write(file, "two", "rw-r--r--");

        assertThat(file).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void leavesTheOneBeforeWhereItCannotBeWritten() throws IOException {
        var file = Files.createDirectory(folder.resolve("signer.state"));
        var kept = Files.writeString(file.resolve("kept"), "kept");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> DurableFile.write(file, "two", "rw-------"));
        assertThat(kept).hasContent("kept");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void isNotSaidToBeWrittenWhereItsFolderIsNotOnTheDisk() throws IOException {
        isOf(Set.of("basic", "posix"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> DurableFile.force(elsewhere))
                .withMessage("no disk");
    }

    @Test
    void needsNoFolderOnTheDiskWhereThatMeansNothing() throws IOException {
        isOf(Set.of("basic", "acl"));

        DurableFile.force(elsewhere);
    }

    /** A system that opens no folder. */
    private void isOf(Set<String> views) {
        when(elsewhere.getFileSystem()).thenReturn(system);
        when(system.supportedFileAttributeViews()).thenReturn(views);
        when(system.provider())
                .thenReturn(
                        mock(
                                FileSystemProvider.class,
                                _ -> {
                                    throw new IOException("no disk");
                                }));
    }
}
