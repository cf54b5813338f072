package org.imprimatur.badge.web;

import java.nio.charset.StandardCharsets;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Revision;
import org.imprimatur.audit.PublishedLog;
import org.imprimatur.badge.ReadPublicArticles;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Approved revisions to check by oneself: the hash of these bytes is the one that the board signed. */
@RestController
class RevisionController {

    private static final MediaType MARKDOWN =
            new MediaType("text", "markdown", StandardCharsets.UTF_8);

    private static final MediaType PROOF = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final ReadPublicArticles articles;
    private final PublishedLog log;

    RevisionController(ReadPublicArticles articles, PublishedLog log) {
        this.articles = articles;
        this.log = log;
    }

    /** The canonical source of a revision that the board approved, whatever came after it. */
    @GetMapping("/articles/{slug}/revisions/{number}/source")
    ResponseEntity<byte[]> source(@PathVariable String slug, @PathVariable int number) {
        var revision = articles.approved(slug, number);
        return ResponseEntity.ok()
                .contentType(MARKDOWN)
                .eTag("\"" + revision.contentHash().hex() + "\"")
                .cacheControl(CacheControl.noCache())
                .body(revision.source());
    }

    /**
     * The proof that the log holds the approval of this revision; 404 while no checkpoint covers it. What was never approved
     * is answered like what does not exist.
     */
    @GetMapping("/articles/{slug}/revisions/{number}/proof.tlog-proof")
    ResponseEntity<byte[]> proof(@PathVariable String slug, @PathVariable int number) {
        var revision = approved(slug, number);
        var proof =
                log.proof(revision.getId().article(), number, revision.contentHash().hex())
                        .orElseThrow(() -> none("refusal.proof-pending"));
        return ResponseEntity.ok()
                .contentType(PROOF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("%s-%d.tlog-proof".formatted(slug, number))
                                .build()
                                .toString())
                .cacheControl(CacheControl.noCache())
                .body(proof);
    }

    private Revision approved(String slug, int number) {
        try {
            return articles.approved(slug, number);
        } catch (Refusal refusal) {
            throw refusal.type() == ProblemType.NOT_FOUND ? none("refusal.no-approval") : refusal;
        }
    }

    private static Refusal none(String sentence) {
        return new Refusal(ProblemType.NOT_FOUND, Sentence.of(sentence));
    }
}
