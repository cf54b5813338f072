package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The launcher")
class LauncherTests {

    @Test
    void runsWhatNeedsNoApplication() {
        assertThat(Launcher.run("verify")).hasValue(VerifyCommand.UNUSABLE);
        assertThat(Launcher.run("witness", "--listen")).hasValue(VerifyCommand.UNUSABLE);
    }

    @Test
    void leavesEverythingElseToTheApplication() {
        assertThat(Launcher.run()).isEmpty();
        assertThat(Launcher.run("--spring.profiles.active=demo")).isEmpty();
        assertThat(Launcher.run("fsck")).isEmpty();
    }
}
