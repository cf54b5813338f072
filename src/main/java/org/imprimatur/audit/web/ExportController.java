package org.imprimatur.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.audit.ReadTrail;
import org.imprimatur.audit.TrailFilter;
import org.imprimatur.desk.Words;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** The filtered view as a file. Entries go out as they are read, so that a million of them need no more memory than one. */
@Controller
@RequestMapping("/auditing")
class ExportController {

    private static final int LONGEST_NAME = 100;

    private final ReadTrail readTrail;
    private final Words words;
    private final JsonMapper json;
    private final Clock clock;

    ExportController(ReadTrail readTrail, Words words, JsonMapper json, Clock clock) {
        this.readTrail = readTrail;
        this.words = words;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/trail.csv")
    void csv(
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID article,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response)
            throws IOException {
        var filter = filter(parameters, article);
        var export = readTrail.export(filter, "CSV", person);
        begin(response, "text/csv", "csv", filter);
        try (var out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                response.getOutputStream(), StandardCharsets.UTF_8))) {
            CsvExport.write(export, out);
        }
    }

    @GetMapping("/trail.json")
    void json(
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID article,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response)
            throws IOException {
        var filter = filter(parameters, article);
        var export = readTrail.export(filter, "JSON", person);
        begin(response, "application/json", "json", filter);
        try (var out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writeStringProperty("filter", filter.toString());
            out.writeNumberProperty("count", export.entries());
            out.writeArrayPropertyStart("entries");
            export.forEach(entry -> out.writePOJO(ExportedEntry.of(entry)));
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private TrailFilter filter(Map<String, String> parameters, @Nullable UUID article) {
        var asked = Asked.of(parameters, article == null ? null : new ArticleId(article), words);
        if (asked.filter() == null) {
            throw new Refusal(
                    ProblemType.INVALID_INPUT, Sentence.of("refusal.trail-filter-unreadable"));
        }
        return asked.filter();
    }

    private void begin(
            HttpServletResponse response, String type, String extension, TrailFilter filter) {
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                name(LocalDate.now(clock.withZone(ZoneOffset.UTC)), filter)
                                        + "."
                                        + extension)
                        .build()
                        .toString());
    }

    /** Says of a file among others which day and which part of the trail it is; letters, digits and dashes only. */
    static String name(LocalDate day, TrailFilter filter) {
        var about =
                filter.toString()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return "audit-trail-"
                + day
                + "-"
                + about.substring(0, Math.min(about.length(), LONGEST_NAME));
    }
}
