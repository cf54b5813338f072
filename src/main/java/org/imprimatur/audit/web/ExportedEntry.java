package org.imprimatur.audit.web;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.audit.EntrySignature;
import org.imprimatur.audit.Trail;
import org.jspecify.annotations.Nullable;

/**
 * One entry in a file: its members are the columns of the CSV and the names of the JSON.
 *
 * @param signedAs name and credentials of whoever signed, as they stood then; {@code null} where nobody did, as all of these
 * @param signedAt UTC
 * @param zone that the signer lived by, an IANA name
 * @param factor {@code PASSWORD} or {@code PASSKEY}
 * @param signedText letter by letter
 * @param details whatever else the entry discloses
 */
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
        @Nullable String signedAs,
        @Nullable Instant signedAt,
        @Nullable String zone,
        @Nullable String factor,
        @Nullable String signedText,
        @Nullable String reason,
        @Nullable String subject,
        @Nullable String filter,
        Map<String, String> details,
        UUID correlationId) {

    static ExportedEntry of(Trail.Entry entry) {
        var signature = entry.signature();
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
                signature.map(EntrySignature::name).orElse(null),
                signature.map(EntrySignature::signedAt).orElse(null),
                signature.map(EntrySignature::zone).orElse(null),
                signature.map(EntrySignature::factor).orElse(null),
                signature.map(EntrySignature::text).orElse(null),
                entry.reason(),
                entry.subject(),
                entry.filter(),
                entry.otherDetails(),
                entry.correlationId());
    }
}
