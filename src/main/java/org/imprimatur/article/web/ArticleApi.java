package org.imprimatur.article.web;

import java.net.URI;
import java.util.UUID;
import org.imprimatur.api.Limit;
import org.imprimatur.api.Page;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.article.WriteArticle;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Writing articles and reading their sources. */
@RestController
@RequestMapping("/api/v1/articles")
class ArticleApi {

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private final WriteArticle writeArticle;
    private final ReadArticles readArticles;

    ArticleApi(WriteArticle writeArticle, ReadArticles readArticles) {
        this.writeArticle = writeArticle;
        this.readArticles = readArticles;
    }

    /** @param contentHash SHA-256 of the canonical source, hexadecimal */
    record Summary(UUID id, String slug, ArticleStatus status, int revision, String contentHash) {

        static Summary of(ReadArticles.Listed listed) {
            return new Summary(
                    listed.id(),
                    listed.slug(),
                    listed.status(),
                    listed.revision(),
                    listed.contentHash());
        }
    }

    /** Imports a new article from its source. */
    @PostMapping(consumes = {MediaType.TEXT_MARKDOWN_VALUE, MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<Summary> create(
            @RequestBody(required = false) byte @Nullable [] source,
            @AuthenticationPrincipal Person person) {
        var article = writeArticle.create(source == null ? new byte[0] : source, person);
        var created = readArticles.visible(article.id(), person);
        return ResponseEntity.created(URI.create("/api/v1/articles/" + article.id()))
                .eTag(created.article().etag())
                .body(
                        new Summary(
                                article.id().value(),
                                article.slug(),
                                article.status(),
                                1,
                                created.revision().contentHash().hex()));
    }

    /** Articles the caller may see, newest first. */
    @GetMapping
    Page<Summary> list(
            @RequestParam(required = false) @Nullable ArticleStatus status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) int limit,
            @AuthenticationPrincipal Person person) {
        return readArticles.list(person, status, q, cursor, Limit.checked(limit)).map(Summary::of);
    }

    /** The canonical source of one revision: the exact bytes whose SHA-256 is the content hash. */
    @GetMapping(path = "/{id}/source", produces = MARKDOWN)
    ResponseEntity<byte[]> source(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer revision,
            @AuthenticationPrincipal Person person) {
        var visible = readArticles.visible(new ArticleId(id), person);
        if (revision != null && revision < 1) {
            throw Refusal.notFound();
        }
        var wanted =
                revision == null
                        ? visible.revision()
                        : readArticles.revision(new ArticleId(id), revision, person);
        return ResponseEntity.ok()
                .eTag(visible.article().etag())
                .header("Content-Hash", wanted.contentHash().hex())
                .contentType(MediaType.parseMediaType(MARKDOWN))
                .body(wanted.source());
    }
}
