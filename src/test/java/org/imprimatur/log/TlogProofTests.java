package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A proof file")
class TlogProofTests {

    private static final String FILE =
            """
            c2sp.org/tlog-proof@v1
            extra AQID
            index 5
            vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=
            yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=
            037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=

            log.example/trail
            8
            XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

            — log.example/trail AAAAAAA=
            """;

    @Test
    void isReadAndWrittenByteForByte() {
        var proof = TlogProof.parse(FILE.getBytes(StandardCharsets.UTF_8));

        assertThat(proof).hasToString(FILE);
        assertThat(proof.extra()).containsExactly(1, 2, 3);
        assertThat(proof.index()).isEqualTo(5);
        assertThat(proof.path()).isEqualTo(Trees.subtrees(TreeTests.EIGHT).inclusion(5, 8).path());
        assertThat(proof.checkpoint().checkpoint().size()).isEqualTo(8);
        var without = FILE.replace("extra AQID\n", "");
        assertThat(TlogProof.parse(without)).hasToString(without);
        assertThat(TlogProof.parse(without).extra()).isNull();
    }

    @Test
    void saysWhetherItsTreeHoldsTheEntry() {
        assertThat(TlogProof.parse(FILE).includes(TreeTests.EIGHT.get(5))).isTrue();
        assertThat(TlogProof.parse(FILE).includes(TreeTests.EIGHT.get(4))).isFalse();
        assertThat(
                        TlogProof.parse(FILE.replace("index 5", "index 4"))
                                .includes(TreeTests.EIGHT.get(5)))
                .isFalse();
    }

    @Test
    void mayBeOfTheOnlyEntry() {
        var start = FILE.indexOf("vBoG");
        var end = FILE.indexOf("\n\n");
        var none = FILE.substring(0, start - 1) + FILE.substring(end);

        assertThat(TlogProof.parse(none).path()).isEmpty();
        assertThat(TlogProof.parse(none)).hasToString(none);
    }

    @Test
    void isNothingElse() {
        var hash = "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=\n";
        for (var file :
                List.of(
                        "",
                        FILE.replace("@v1", "@v2"),
                        FILE.replace("index 5\n", ""),
                        FILE.replace("index 5", "index 05"),
                        FILE.replace("index 5", "index -1"),
                        FILE.replace("index 5", "5"),
                        FILE.replace("AQID", "AQI"),
                        FILE.replace("extra AQID\nindex 5\n", "index 5\nextra AQID\n"),
                        FILE.replace(hash, "AAAA\n"),
                        FILE.replace(hash, hash.repeat(62)),
                        FILE.replace("\n\nlog", "\nlog"),
                        FILE.replace("\n8\n", "\n08\n"),
                        FILE.substring(0, FILE.length() - 1))) {
            assertThatExceptionOfType(Unreadable.class)
                    .as(file)
                    .isThrownBy(() -> TlogProof.parse(file));
        }
        assertThat(TlogProof.parse(FILE.replace(hash, hash.repeat(61))).path()).hasSize(63);
    }
}
