package org.imprimatur.audit.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.audit.Trail;
import org.imprimatur.desk.Words;
import org.imprimatur.people.Actor;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened to each article. Read-only. */
@Controller
@RequestMapping("/auditing")
class AuditingController {

    private static final int ROWS = 50;
    private static final int ENTRIES = 100;

    private final ReadArticles readArticles;
    private final Trail trail;
    private final Words words;

    AuditingController(ReadArticles readArticles, Trail trail, Words words) {
        this.readArticles = readArticles;
        this.trail = trail;
        this.words = words;
    }

    @GetMapping
    String articles(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Person person,
            Model model) {
        var found = readArticles.list(person, null, q, cursor, ROWS);
        var extents = trail.extents(found.items().stream().map(ReadArticles.Listed::id).toList());
        var rows = found.map(listed -> row(listed, extents));
        model.addAttribute("page", new ArticlesView(q.strip(), rows.items(), rows.next()));
        return "audit/articles";
    }

    @GetMapping("/{id}")
    String timeline(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Person person,
            Model model) {
        var article = readArticles.visible(new ArticleId(id), person).article();
        var entries = trail.of(article.id(), cursor, ENTRIES);
        var days =
                entries.items().stream()
                        .collect(
                                groupingBy(
                                        entry -> LocalDate.ofInstant(entry.at(), ZoneOffset.UTC),
                                        LinkedHashMap::new,
                                        mapping(this::entry, toList())));
        model.addAttribute(
                "page",
                new TimelineView(
                        article.id().toString(),
                        article.question(),
                        article.audience().label(),
                        article.status().name(),
                        article.newestRevision(),
                        days.entrySet().stream()
                                .map(day -> new TimelineView.Day(day.getKey(), day.getValue()))
                                .toList(),
                        entries.next()));
        return "audit/timeline";
    }

    private static ArticlesView.Row row(
            ReadArticles.Listed listed, Map<UUID, Trail.Extent> extents) {
        var extent = extents.get(listed.id());
        return new ArticlesView.Row(
                listed.id().toString(),
                listed.question(),
                listed.audience().label(),
                listed.status().name(),
                listed.revision(),
                extent == null ? 0 : extent.entries(),
                extent == null ? null : extent.lastAt());
    }

    private TimelineView.Entry entry(Trail.Entry entry) {
        return new TimelineView.Entry(
                entry.seq(),
                entry.at(),
                entry.actor() == null ? words.say("timeline.redacted") : entry.actor(),
                entry.role(),
                entry.action(),
                entry.from(),
                entry.to(),
                entry.revision(),
                entry.contentHash(),
                entry.meaning(),
                entry.reason(),
                Actor.SYSTEM.username().equals(entry.actor()));
    }
}
