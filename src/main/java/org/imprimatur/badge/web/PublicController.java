package org.imprimatur.badge.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.article.web.Texts;
import org.imprimatur.badge.ReadPublicArticles;
import org.imprimatur.badge.ReadPublicArticles.Shown;
import org.imprimatur.desk.Words;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.RoundOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What everybody may read, signed in or not. */
@Controller
class PublicController {

    private static final int ROWS = 20;

    private final ReadPublicArticles articles;
    private final Texts texts;
    private final Words words;

    PublicController(ReadPublicArticles articles, Texts texts, Words words) {
        this.articles = articles;
        this.texts = texts;
        this.words = words;
    }

    @GetMapping("/")
    String home(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var found = articles.list(q, cursor, ROWS).map(this::row);
        model.addAttribute("page", new HomeView(q.strip(), found.items(), found.next()));
        return "badge/home";
    }

    @GetMapping("/articles/{slug}")
    String article(@PathVariable String slug, Model model) {
        var shown = articles.of(slug);
        var source = texts.read(shown.revision());
        model.addAttribute(
                "page",
                new ArticleView(
                        slug,
                        source.question(),
                        source.audience().label(),
                        shown.status().revision(),
                        shown.status().contentHash(),
                        shown.revision().createdAt(),
                        standing(shown),
                        shown.status().showsText() ? texts.show(source) : null,
                        audiences(source.work(), slug),
                        shown.status().showsText() ? source.related() : List.of(),
                        null));
        return "badge/article";
    }

    @GetMapping("/articles/{slug}/record")
    String record(@PathVariable String slug, Model model) {
        var shown = articles.of(slug);
        var source = texts.read(shown.revision());
        model.addAttribute(
                "page",
                new RecordView(
                        slug,
                        source.question(),
                        source.audience().label(),
                        standing(shown),
                        absolute("/articles/{slug}/badge.svg", slug),
                        absolute("/articles/{slug}", slug),
                        shown.rounds().reversed().stream()
                                .map(round -> round(round, names(shown)))
                                .toList()));
        return "badge/record";
    }

    private HomeView.Row row(ReadPublicArticles.Listed listed) {
        var source = texts.read(listed.source());
        return new HomeView.Row(
                listed.slug(),
                source.question(),
                source.audience().label(),
                listed.status().word(),
                source.topics(),
                listed.writtenAt(),
                listed.status().approvedAt());
    }

    private List<ArticleView.Audience> audiences(String work, String slug) {
        return articles.ofWork(work).stream()
                .map(
                        other ->
                                new ArticleView.Audience(
                                        other.audience().label(),
                                        other.slug(),
                                        other.status().word(),
                                        other.slug().equals(slug)))
                .toList();
    }

    private Standing standing(Shown shown) {
        return Standing.of(shown.status(), shown.rounds(), reason(shown), words);
    }

    /** The class of the reason, never its words: those were written for the editor. */
    private @Nullable String reason(Shown shown) {
        return switch (shown.status().status()) {
            case REJECTED -> words.say("reason.REJECTED");
            case WITHDRAWN ->
                    shown.article().owner().equals(shown.rounds().getLast().withdrawnBy())
                            ? words.say("reason.WITHDRAWN.EDITOR")
                            : words.say("reason.WITHDRAWN.CHIEF_EDITOR");
            default -> null;
        };
    }

    private Map<UUID, String> names(Shown shown) {
        return shown.names().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, named -> words.say(named.getValue())));
    }

    private static RecordView.Round round(ReadRounds.Round round, Map<UUID, String> names) {
        return new RecordView.Round(
                round.number(),
                round.revision(),
                round.contentHash(),
                round.openedAt(),
                round.outcome() == null ? "OPEN" : round.outcome().name(),
                round.closedAt(),
                decidedBy(round),
                round.slots().stream().map(slot -> slot(slot, names)).toList());
    }

    private static @Nullable String decidedBy(ReadRounds.Round round) {
        if (round.outcome() == null
                || round.outcome() == RoundOutcome.WITHDRAWN
                || round.outcome() == RoundOutcome.SUPERSEDED) {
            return null;
        }
        if (round.endedAtTheDesk()) {
            return "DESK";
        }
        return round.decidedBy() == null ? "RULE" : "CHIEF_EDITOR";
    }

    private static RecordView.Slot slot(ReadRounds.Slot slot, Map<UUID, String> names) {
        var state = state(slot);
        return new RecordView.Slot(
                slot.task().specialty(),
                state,
                names.get(slot.task().id()),
                switch (state) {
                    case SIGNED -> slot.signedAt();
                    case CLAIMED -> slot.heldSince();
                    case UNCLAIMED, CLOSED -> null;
                });
    }

    private static RecordView.SlotState state(ReadRounds.Slot slot) {
        if (slot.recommendation() != null) {
            return RecordView.SlotState.SIGNED;
        }
        if (!slot.open()) {
            return RecordView.SlotState.CLOSED;
        }
        return slot.holderId() == null
                ? RecordView.SlotState.UNCLAIMED
                : RecordView.SlotState.CLAIMED;
    }

    private static String absolute(String path, String slug) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(path)
                .build(slug)
                .toString();
    }
}
