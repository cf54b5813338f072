package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A tile")
class TileTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, 0/000",
        "0, 999, 256, 0/999",
        "0, 1000, 256, 0/x001/000",
        "1, 1234067, 256, 1/x001/x234/067",
        "0, 273, 112, 0/273.p/112",
        "2, 0, 1, 2/000.p/1",
        "63, 0, 255, 63/000.p/255",
        "-1, 0, 8, entries/000.p/8",
        "-1, 1234067, 256, entries/x001/x234/067",
        "0, 36028797018963967, 256, 0/x036/x028/x797/x018/x963/967"
    })
    void hasOneAddress(int level, long index, int width, String path) {
        assertThat(new Tile(level, index, width).path()).isEqualTo(path);
        assertThat(Tile.parse(path)).isEqualTo(new Tile(level, index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/",
                "0/0",
                "0/00",
                "0/0000",
                "0/000/",
                "/0/000",
                "00/000",
                "01/000",
                "64/000",
                "-1/000",
                "+1/000",
                "0/x000/000",
                "0/x009/x223/x372/x036/x854/x775/807",
                "0/x009/x223/x372/x036/x854/x775/808",
                "0/x999/x999/x999/x999/x999/x999/999",
                "0/x000/001",
                "0/001/000",
                "0/x001",
                "0/X001/000",
                "0/000.p",
                "0/000.p/",
                "0/000.p/0",
                "0/000.p/01",
                "0/000.p/256",
                "0/000.p/999",
                "0/000.p/-1",
                "0/000.p/1/",
                "Entries/000",
                "entries/000.p/",
                "0/x999/x999/x999/x999/x999/x999/x999/999",
                "0/٠٠٠",
                "0/000\n"
            })
    void hasNoOther(String path) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> Tile.parse(path));
    }

    /** The example of C2SP tlog-tiles: 70,000 entries. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256",
        "0, 272, 256",
        "0, 273, 112",
        "0, 274, 0",
        "1, 0, 256",
        "1, 1, 17",
        "1, 2, 0",
        "2, 0, 1",
        "2, 1, 0",
        "3, 0, 0",
        "63, 0, 0",
        "-1, 273, 112",
        "-1, 274, 0",
        "0, 9223372036854775807, 0",
        "0, 36028797018963968, 0"
    })
    void isAsWideAsTheTree(int level, long index, int width) {
        assertThat(Tile.widthAt(level, index, 70_000)).isEqualTo(width);
    }

    @Test
    void isFullWhenTheTreeIs() {
        assertThat(Tile.widthAt(0, 0, 256)).isEqualTo(256);
        assertThat(Tile.widthAt(1, 0, 256)).isEqualTo(1);
        assertThat(Tile.widthAt(0, 0, 0)).isZero();
        assertThat(Tile.widthAt(0, 36_028_797_018_963_967L, Long.MAX_VALUE)).isEqualTo(255);
    }

    @Test
    void isHashesOneAfterTheOther() {
        var bytes = Tile.bytes(TreeTests.EIGHT);

        assertThat(bytes).hasSize(8 * 32).startsWith(TreeTests.EIGHT.getFirst().bytes());
        assertThat(Tile.hashes(bytes)).isEqualTo(TreeTests.EIGHT);
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> Tile.hashes(new byte[33]));
        assertThat(new Tile(0, 3, 1).first()).isEqualTo(768);
    }

    @Test
    void ofEntriesHoldsEachBehindItsLength() {
        var entries = List.of(new byte[0], new byte[] {7}, new byte[0x0102]);

        var bundle = Tile.bundle(entries);

        assertThat(bundle).hasSize(6 + 1 + 258).startsWith(0, 0, 0, 1, 7, 1, 2);
        assertThat(Tile.entries(bundle)).containsExactlyElementsOf(entries);
        assertThat(Tile.entries(Tile.bundle(List.of(new byte[0xFFFF])))).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tile.bundle(List.of(new byte[0x10000])));
    }

    @Test
    void ofEntriesEndsWithAnEntry() {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> Tile.entries(new byte[] {0}));
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> Tile.entries(new byte[] {0, 2, 1}));
    }
}
