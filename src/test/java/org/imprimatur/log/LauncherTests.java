package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    /** As the jar that readers download: there is no application beside this package in a test either. */
    @Test
    void saysWhatItCanDoWhereThereIsNoApplication() throws Throwable {
        var said = new ByteArrayOutputStream();
        var err = new PrintStream(said, true, StandardCharsets.UTF_8);

        assertThat(Launcher.launch(new String[] {"fsck"}, err)).hasValue(VerifyCommand.UNUSABLE);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("This is the verifier alone")
                .contains(VerifyArguments.USAGE, WitnessCommand.USAGE);
        assertThat(Launcher.launch(new String[] {"verify"}, err)).hasValue(VerifyCommand.UNUSABLE);
    }
}
