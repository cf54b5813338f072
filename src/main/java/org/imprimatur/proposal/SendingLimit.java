package org.imprimatur.proposal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.imprimatur.people.RemoteAddress;
import org.springframework.stereotype.Component;

/**
 * How much readers may send: a few an hour from one address, and no more from all of them than editors can read.
 *
 * <p>Kept in memory, because an address is personal data: nothing of it is stored, and a restart forgets it.
 */
@Component
public class SendingLimit {

    static final int FROM_ONE_ADDRESS = 5;
    static final int FROM_ALL = 200;
    static final Duration WITHIN = Duration.ofHours(1);

    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Clock clock;

    SendingLimit(Clock clock) {
        this.clock = clock;
    }

    private record Sent(String from, Instant at) {}

    /** @param fromAll everybody together sent too much, and not this address alone */
    public record Wait(Duration time, boolean fromAll) {

        private static Wait after(Sent oldest, Instant now, boolean fromAll) {
            return new Wait(Duration.between(now, oldest.at().plus(WITHIN)), fromAll);
        }
    }

    /**
     * Counts one, unless there were too many.
     *
     * @param address an IP address; whatever else a header made of it counts as one
     * @return how long to wait; empty where it may be sent now
     */
    public synchronized Optional<Wait> refuses(String address) {
        var now = clock.instant();
        while (!sent.isEmpty() && !sent.getFirst().at().plus(WITHIN).isAfter(now)) {
            sent.removeFirst();
        }
        var from = RemoteAddress.network(address);
        var own = sent.stream().filter(other -> other.from().equals(from)).toList();
        if (own.size() >= FROM_ONE_ADDRESS) {
            return Optional.of(Wait.after(own.getFirst(), now, false));
        }
        if (sent.size() >= FROM_ALL) {
            return Optional.of(Wait.after(sent.getFirst(), now, true));
        }
        sent.addLast(new Sent(from, now));
        return Optional.empty();
    }
}
