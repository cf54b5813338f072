package org.imprimatur.badge.web;

import java.util.List;
import java.util.UUID;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.article.source.SourceParser;
import org.imprimatur.badge.ReadPublicStatus;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One article with what the public is told about it. */
@RestController
class ArticleStatusApi {

    private final ReadArticles readArticles;
    private final ReadPublicStatus publicStatus;
    private final SourceParser parser;

    ArticleStatusApi(
            ReadArticles readArticles, ReadPublicStatus publicStatus, SourceParser parser) {
        this.readArticles = readArticles;
        this.publicStatus = publicStatus;
        this.parser = parser;
    }

    /**
     * @param revision the newest that the caller may see, as are hash, question, audience and topics
     * @param publicStatus {@code null} while the article was never submitted
     */
    record ArticleBody(
            UUID id,
            String slug,
            ArticleStatus status,
            int revision,
            String contentHash,
            String question,
            String audience,
            String work,
            List<String> topics,
            @Nullable BadgeBody publicStatus) {}

    /** One article, at the newest revision the caller may see. */
    @GetMapping("/api/v1/articles/{id}")
    ResponseEntity<ArticleBody> read(
            @PathVariable UUID id, @AuthenticationPrincipal Person person) {
        var visible = readArticles.visible(new ArticleId(id), person);
        var article = visible.article();
        var source = parser.parse(visible.revision().source()).article();
        var body =
                new ArticleBody(
                        id,
                        article.slug(),
                        article.status(),
                        visible.revision().number(),
                        visible.revision().contentHash().hex(),
                        source.question(),
                        source.audience().label(),
                        source.work(),
                        source.topics(),
                        publicStatus
                                .of(article)
                                .map(
                                        status ->
                                                BadgeBody.of(
                                                        status,
                                                        BadgeBody.recordUrl(article.slug())))
                                .orElse(null));
        return ResponseEntity.ok().eTag(article.etag()).body(body);
    }
}
