package org.imprimatur.review;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

@Embeddable
public record RoundId(@Column(name = "id") UUID value) implements Serializable {

    static RoundId next() {
        return new RoundId(UuidVersion7Strategy.INSTANCE.generateUuid(null));
    }

    /** @throws IllegalArgumentException if the text is not a round's id */
    public static RoundId of(String text) {
        return new RoundId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
