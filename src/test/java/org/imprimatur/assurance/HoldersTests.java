package org.imprimatur.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who holds the reviews of a round")
class HoldersTests {

    private final Holders holders = new Holders();

    @Test
    void isWhoeverBeganAndDidNotEnd() {
        holders.began("oncology ada");
        holders.began("oncology ben");
        assertThat(holders.ended("oncology ada")).isTrue();
        assertThat(holders.ended("oncology ada")).isFalse();

        assertThat(holders.inWords()).isEqualTo("oncology ben, ");
    }

    /** Alice is redacted, who holds hers still, and so is Ann, who took Ben's away for Carol to have. */
    @Test
    void isUnknownWhereOneOfTheNamedMayHaveLostTheirs() {
        holders.began(null);
        holders.began("oncology ben");
        assertThat(holders.ended(null)).isTrue();
        holders.began("oncology carol");

        assertThat(holders.inWords()).isNull();
        assertThat(holders.isUnclear()).isTrue();
        assertThat(holders.forgotten()).isOne();
    }

    @Test
    void isNobodyWhereTheForgottenOneAloneCanHaveEnded() {
        holders.began(null);
        assertThat(holders.ended(null)).isTrue();

        assertThat(holders.inWords()).isEmpty();
        assertThat(holders.ended(null)).isFalse();
    }
}
