package org.imprimatur.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTests {

    @Test
    void reachesTheTopAtItsHighestDayAndTheGroundAtZero() {
        assertThat(Sparkline.levels(List.of(0, 2, 4)).line())
                .isEqualTo("M0.0 31.0 L70.0 16.5 L140.0 2.0");
    }

    @Test
    void liesOnTheGroundWhereNothingEverWas() {
        assertThat(Sparkline.levels(List.of(0, 0)).line()).isEqualTo("M0.0 31.0 L140.0 31.0");
    }

    @Test
    void closesItsAreaAlongTheGround() {
        assertThat(Sparkline.levels(List.of(1, 1)).area()).endsWith(" L140 31 L0 31 Z");
    }

    @Test
    void keepsADayOfNothingVisibleAmongBars() {
        assertThat(Sparkline.bars(List.of(0, 3)))
                .isEqualTo(
                        new Sparkline("M1.0 31 V30.5 h68.0 V31 Z M71.0 31 V2.0 h68.0 V31 Z", null));
    }
}
