package org.imprimatur.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.imprimatur.article.ArticleId;
import org.imprimatur.audit.ArchiveTrail;
import org.imprimatur.audit.TrailFilter;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The whole trail, or all about one article, as an archive to be verified offline. */
@RestController
class ArchiveController {

    private final ArchiveTrail archiveTrail;
    private final Clock clock;

    ArchiveController(ArchiveTrail archiveTrail, Clock clock) {
        this.archiveTrail = archiveTrail;
        this.clock = clock;
    }

    @GetMapping({"/api/v1/exports/trail", "/auditing/trail.zip"})
    void archive(
            @RequestParam(required = false) @Nullable UUID article,
            @AuthenticationPrincipal Person person,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var only = article == null ? null : new ArticleId(article);
        var archive = archiveTrail.of(only, person, locale);
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                ExportController.name(
                                                LocalDate.now(clock.withZone(ZoneOffset.UTC)),
                                                article == null
                                                        ? TrailFilter.ALL
                                                        : TrailFilter.of(article))
                                        + ".zip")
                        .build()
                        .toString());
        archive.writeTo(response.getOutputStream());
    }
}
