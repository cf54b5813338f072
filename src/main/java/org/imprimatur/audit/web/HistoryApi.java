package org.imprimatur.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.UUID;
import org.imprimatur.api.Limit;
import org.imprimatur.api.Page;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.article.Visibility;
import org.imprimatur.audit.EntrySignature;
import org.imprimatur.audit.ReadTrail;
import org.imprimatur.audit.Trail;
import org.imprimatur.audit.TrailFilter;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history of one article, for its editor, the chief editor and auditors. */
@RestController
class HistoryApi {

    private final ReadArticles readArticles;
    private final Trail trail;
    private final ReadTrail readTrail;

    HistoryApi(ReadArticles readArticles, Trail trail, ReadTrail readTrail) {
        this.readArticles = readArticles;
        this.trail = trail;
        this.readTrail = readTrail;
    }

    /**
     * @param seq gapless over the whole trail, not per article
     * @param actor username or {@code system}; {@code null} once redacted, as everything a person said then is
     * @param round {@code null} where it belongs to none
     * @param meaning what a verdict or a decision says, such as {@code APPROVE}
     * @param signature {@code null} where nobody signed
     */
    record HistoryEntry(
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
            @Nullable EntrySignature signature,
            UUID correlationId) {

        static HistoryEntry of(Trail.Entry entry) {
            return new HistoryEntry(
                    entry.seq(),
                    entry.at(),
                    entry.actor(),
                    entry.role(),
                    entry.action(),
                    entry.from(),
                    entry.to(),
                    entry.revision(),
                    entry.round(),
                    entry.contentHash(),
                    entry.meaning(),
                    entry.reason(),
                    entry.signature().orElse(null),
                    entry.correlationId());
        }
    }

    /** What happened to the article, oldest first. That an auditor read it is recorded; those of the article read their own. */
    @GetMapping("/api/v1/articles/{id}/history")
    Page<HistoryEntry> history(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) int limit,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response) {
        var article = readArticles.visible(new ArticleId(id), person).article();
        if (!Visibility.mayFollow(person, article)) {
            throw Refusal.notAllowed(Sentence.of("refusal.history"));
        }
        // the article's tag, to send back as If-Match; the history grows without it, so nothing
        // here is "not modified"
        response.setHeader(HttpHeaders.ETAG, article.etag());
        var most = Limit.checked(limit);
        var found =
                person.is(Role.AUDITOR)
                        ? readTrail.oldestFirst(
                                TrailFilter.of(article.id().value()), cursor, most, person)
                        : trail.of(article.id(), cursor, most);
        return found.map(HistoryEntry::of);
    }
}
