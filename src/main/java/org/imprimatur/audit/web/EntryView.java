package org.imprimatur.audit.web;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.audit.EntrySignature;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the trail, as {@code audit/parts.html} shows it.
 *
 * @param seq gapless over the whole trail, not per article
 * @param actor username; null once redacted
 * @param role the actor's role then; null for the machine
 * @param action such as {@code CLAIMED}; its sentence comes from {@code action.*} of the messages
 * @param meaning what was signed, such as {@code APPROVE}; null where nothing was
 * @param subject the specialty of a slot, or the account that was made
 * @param filter what was read or exported
 * @param signed what a person signed; null where nobody did
 * @param details whatever else it discloses, by name
 * @param correlation shared by all entries of one action
 * @param articleId null where it is about none, or where the page is about one article anyway
 * @param question of that article, and its language
 * @param machine done by the process, not by a person
 */
public record EntryView(
        long seq,
        Instant at,
        @Nullable String actor,
        @Nullable String role,
        String action,
        @Nullable String from,
        @Nullable String to,
        @Nullable Integer revision,
        @Nullable Integer round,
        @Nullable String contentHash,
        @Nullable String meaning,
        @Nullable String reason,
        @Nullable String subject,
        @Nullable String filter,
        @Nullable EntrySignature signed,
        Map<String, String> details,
        UUID correlation,
        @Nullable String articleId,
        @Nullable String question,
        @Nullable String language,
        boolean machine) {}
