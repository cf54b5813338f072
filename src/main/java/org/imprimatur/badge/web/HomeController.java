package org.imprimatur.badge.web;

import java.util.List;
import java.util.Locale;
import org.imprimatur.api.Page;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.source.Audience;
import org.imprimatur.badge.ReadPublicArticles;
import org.imprimatur.badge.ReadPublicArticles.Count;
import org.imprimatur.badge.Search;
import org.imprimatur.desk.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of articles: searched, narrowed and turned over by its address alone. */
@Controller
class HomeController {

    private static final int ROWS = 20;
    private static final int MOST_CHOICES = 12;

    private final ReadPublicArticles articles;
    private final Words words;

    HomeController(ReadPublicArticles articles, Words words) {
        this.articles = articles;
        this.words = words;
    }

    @GetMapping("/")
    String home(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable ArticleStatus status,
            @RequestParam(required = false) @Nullable Audience audience,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var search = new Search(q, status, audience, topic);
        var counts = articles.counts(search);
        var found = articles.list(search, cursor, ROWS);
        model.addAttribute(
                "page",
                new HomeView(
                        search.words(),
                        search.isNarrowed(),
                        found(counts, search),
                        List.of(
                                facet(Search.Facet.STATUS, counts, search),
                                facet(Search.Facet.AUDIENCE, counts, search),
                                facet(Search.Facet.TOPIC, counts, search)),
                        found.items().stream().map(this::row).toList(),
                        next(found, search)));
        return "badge/home";
    }

    /** Each article has one status, so the counts of that facet add up to all that the others leave. */
    private static long found(List<Count> counts, Search search) {
        return counts.stream()
                .filter(count -> count.facet() == Search.Facet.STATUS)
                .filter(
                        count ->
                                search.status() == null
                                        || search.status().name().equals(count.value()))
                .mapToLong(Count::articles)
                .sum();
    }

    private HomeView.Facet facet(Search.Facet facet, List<Count> counts, Search search) {
        var chosen = search.chosen(facet);
        return new HomeView.Facet(
                facet.name(),
                chosen,
                counts.stream()
                        .filter(count -> count.facet() == facet)
                        .limit(MOST_CHOICES)
                        .map(count -> choice(count, count.value().equals(chosen), search))
                        .toList());
    }

    private HomeView.Choice choice(Count count, boolean chosen, Search search) {
        var value = count.value();
        return new HomeView.Choice(
                value,
                // approvals are counted without asking for the proof of each
                switch (count.facet()) {
                    case STATUS ->
                            words.say(
                                    value.equals("APPROVED") ? "home.approved" : "status." + value);
                    case AUDIENCE -> words.say("audience." + Audience.valueOf(value).label());
                    case TOPIC -> words.say(Sentence.term(value));
                },
                count.articles(),
                chosen,
                address(search, count.facet(), chosen ? null : value).toUriString());
    }

    private HomeView.Row row(ReadPublicArticles.Listed listed) {
        return new HomeView.Row(
                listed.slug(),
                listed.question(),
                listed.language(),
                listed.audience().label(),
                listed.status().word(),
                listed.topics(),
                listed.writtenAt(),
                listed.status().approvedAt());
    }

    private static @Nullable String next(Page<?> found, Search search) {
        return found.next() == null
                ? null
                : address(search, null, null).queryParam("cursor", found.next()).toUriString();
    }

    /** The list as it is, but for one facet. */
    private static UriComponentsBuilder address(
            Search search, Search.@Nullable Facet changed, @Nullable String value) {
        var address = UriComponentsBuilder.fromPath("/").encode();
        if (!search.words().isEmpty()) {
            address.queryParam("q", "{q}").uriVariables(java.util.Map.of("q", search.words()));
        }
        for (var facet : Search.Facet.values()) {
            var chosen = facet == changed ? value : search.chosen(facet);
            if (chosen != null) {
                var name = facet.name().toLowerCase(Locale.ROOT);
                address.queryParam(name, "{" + name + "}")
                        .uriVariables(java.util.Map.of(name, chosen));
            }
        }
        return address;
    }
}
