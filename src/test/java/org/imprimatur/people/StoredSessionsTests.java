package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.swing.event.EventListenerList;
import org.junit.jupiter.api.Test;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.security.core.context.SecurityContextImpl;

class StoredSessionsTests {

    @Test
    void readsWhatASessionHolds() {
        var ravi = new Person(new AccountId(UUID.randomUUID()), "ravi", "Ravi", Set.of(), Set.of());
        for (var attribute :
                List.of(
                        "a text",
                        Instant.EPOCH,
                        new ArrayList<>(List.of("some", "texts")),
                        new SecurityContextImpl(new PersonAuthentication(ravi)))) {
            assertThat(StoredSessions.read(stored(attribute))).isEqualTo(attribute);
        }
    }

    @Test
    void runsNothingOfWhatSomebodyElsePutThere() {
        var planted = new ArrayList<Object>();
        planted.add(new EventListenerList());
        assertThat(StoredSessions.read(stored(planted))).isNull();
    }

    @Test
    void readsNoGraphThatIsLargerThanASession() {
        var deep = new ArrayList<Object>();
        for (var level = 0; level < 50; level++) {
            deep = new ArrayList<>(List.of(deep));
        }
        assertThat(StoredSessions.read(stored(deep))).isNull();
        assertThat(StoredSessions.read(stored(new byte[1 << 20]))).isNull();
    }

    @Test
    void takesBytesThatAreNothingForNothing() {
        assertThat(StoredSessions.read(new byte[] {1, 2, 3})).isNull();
        assertThat(StoredSessions.read(new byte[0])).isNull();
    }

    private static byte[] stored(Object attribute) {
        return new SerializingConverter().convert(attribute);
    }
}
