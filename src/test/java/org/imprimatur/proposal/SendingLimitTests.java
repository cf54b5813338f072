package org.imprimatur.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.imprimatur.MovableClock;
import org.junit.jupiter.api.Test;

class SendingLimitTests {

    private static final String HOME = "192.0.2.1";

    final MovableClock clock = new MovableClock();
    final SendingLimit limit = new SendingLimit(clock);

    @Test
    void letsFivePassFromOneAddressAndSaysHowLongTheSixthWaits() {
        send(HOME, SendingLimit.FROM_ONE_ADDRESS);
        clock.advance(Duration.ofMinutes(20));

        assertThat(limit.refuses(HOME))
                .hasValueSatisfying(
                        wait -> {
                            assertThat(wait.time())
                                    .isBetween(Duration.ofMinutes(39), Duration.ofMinutes(40));
                            assertThat(wait.fromAll()).isFalse();
                        });
        assertThat(limit.refuses("192.0.2.2")).isEmpty();
    }

    @Test
    void forgetsAfterAnHour() {
        send(HOME, SendingLimit.FROM_ONE_ADDRESS);

        clock.advance(SendingLimit.WITHIN);

        assertThat(limit.refuses(HOME)).isEmpty();
    }

    @Test
    void doesNotCountWhatItRefused() {
        send(HOME, SendingLimit.FROM_ONE_ADDRESS);
        clock.advance(Duration.ofMinutes(59));
        assertThat(limit.refuses(HOME)).isPresent();

        clock.advance(Duration.ofMinutes(2));

        send(HOME, SendingLimit.FROM_ONE_ADDRESS);
    }

    @Test
    void takesAllAddressesOfOneHouseholdForOne() {
        for (var device = 1; device <= SendingLimit.FROM_ONE_ADDRESS; device++) {
            assertThat(limit.refuses("2001:db8:1:2::" + device)).isEmpty();
        }

        assertThat(limit.refuses("2001:db8:1:2:3:4:5:6")).isPresent();
        assertThat(limit.refuses("2001:db8:1:3::1")).isEmpty();
    }

    @Test
    void takesAllThatIsNoAddressForOne() {
        for (var junk : List.of("", "unknown", "x".repeat(9_000), "999.1.1.1", "a:b")) {
            assertThat(limit.refuses(junk)).as(junk).isEmpty();
        }

        assertThat(limit.refuses("192.0.2.1.evil.org")).isPresent();
        assertThat(limit.refuses(HOME)).isEmpty();
    }

    @Test
    void neverFloodsTheInboxHoweverManySend() {
        for (var sender = 0; sender < SendingLimit.FROM_ALL; sender++) {
            assertThat(limit.refuses("198.51." + sender / 200 + "." + sender % 200)).isEmpty();
        }

        assertThat(limit.refuses(HOME)).get().matches(SendingLimit.Wait::fromAll);
    }

    private void send(String address, int times) {
        for (var time = 0; time < times; time++) {
            assertThat(limit.refuses(address)).as("number %s", time + 1).isEmpty();
        }
    }
}
