package org.imprimatur.badge.web;

import java.nio.charset.StandardCharsets;
import org.imprimatur.badge.ReadPublicArticles;
import org.springframework.http.CacheControl;
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

    private final ReadPublicArticles articles;

    RevisionController(ReadPublicArticles articles) {
        this.articles = articles;
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
}
