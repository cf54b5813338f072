package org.imprimatur.proposal;

import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

public record ProposalId(UUID value) {

    static ProposalId next() {
        return new ProposalId(UuidVersion7Strategy.INSTANCE.generateUuid(null));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
