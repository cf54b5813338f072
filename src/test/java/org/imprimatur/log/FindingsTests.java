package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Findings")
class FindingsTests {

    private final Findings findings = new Findings();

    @Test
    void nameTheLowestEntryOfTheVerdictThatComesFirst() {
        findings.add(Verdict.PAYLOAD_MISMATCH, 1, "a");
        findings.add(Verdict.GAP, 7, "b");
        findings.add(Verdict.GAP, 5, "c");
        findings.add(Verdict.GAP, 5, "d");

        assertThat(findings.first()).hasToString("Optional[GAP seq 5: c]");
        assertThat(findings.firstOfEach())
                .extracting(Findings.Finding::toString)
                .containsExactly("GAP seq 5: c", "PAYLOAD_MISMATCH seq 1: a");
        assertThat(findings.count(Verdict.GAP)).isEqualTo(3);
        assertThat(findings.count(Verdict.FORK)).isZero();
    }

    @Test
    void nameAnEntryWhereTheyCan() {
        findings.add(Verdict.GAP, "nowhere");
        findings.add(Verdict.GAP, 7, "there");
        findings.add(Verdict.GAP, "nowhere");
        findings.add(Verdict.FORK, "the first");
        findings.add(Verdict.FORK, "the second");

        assertThat(findings.firstOfEach())
                .extracting(Findings.Finding::toString)
                .containsExactly("FORK: the first", "GAP seq 7: there");
    }

    @Test
    void areKeptUpToAThousand() {
        IntStream.range(0, 1_001).forEach(seq -> findings.add(Verdict.LEAF_MISMATCH, seq, "x"));

        assertThat(findings.all()).hasSize(1_000).last().extracting("seq").isEqualTo(999L);
        assertThat(findings.count(Verdict.LEAF_MISMATCH)).isEqualTo(1_001);
    }
}
