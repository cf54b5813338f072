package org.imprimatur.audit.web;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.audit.Trail;
import org.jspecify.annotations.Nullable;

/** One entry in a file: its members are the columns of the CSV and the names of the JSON. */
record ExportedEntry(
        long seq,
        Instant at,
        @Nullable String actor,
        @Nullable String role,
        String action,
        @Nullable String from,
        @Nullable String to,
        @Nullable UUID article,
        @Nullable Integer revision,
        @Nullable Integer round,
        @Nullable String contentHash,
        @Nullable String meaning,
        @Nullable String reason,
        @Nullable String subject,
        @Nullable String filter,
        Map<String, String> details,
        UUID correlationId) {

    static ExportedEntry of(Trail.Entry entry) {
        return new ExportedEntry(
                entry.seq(),
                entry.at(),
                entry.actor(),
                entry.role(),
                entry.action(),
                entry.from(),
                entry.to(),
                entry.article(),
                entry.revision(),
                entry.round(),
                entry.contentHash(),
                entry.meaning(),
                entry.reason(),
                entry.subject(),
                entry.filter(),
                entry.details(),
                entry.correlationId());
    }
}
