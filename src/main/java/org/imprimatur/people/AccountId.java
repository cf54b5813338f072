package org.imprimatur.people;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

@Embeddable
public record AccountId(@Column(name = "id") UUID value) implements Serializable {

    static AccountId next() {
        return new AccountId(UuidVersion7Strategy.INSTANCE.generateUuid(null));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
