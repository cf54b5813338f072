package org.imprimatur.badge.web;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.web.Texts;
import org.imprimatur.badge.PublicReviewer;
import org.imprimatur.badge.ReadPublicArticles;
import org.imprimatur.badge.ReadPublicArticles.Shown;
import org.imprimatur.desk.Words;
import org.imprimatur.review.ProvenApprovals;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.RoundOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What everybody may read, signed in or not. */
@Controller
class PublicController {

    private static final int MOST_ON_TOPIC = 4;

    private final ReadPublicArticles articles;
    private final Texts texts;
    private final Words words;
    private final Clock clock;

    PublicController(ReadPublicArticles articles, Texts texts, Words words, Clock clock) {
        this.articles = articles;
        this.texts = texts;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/articles/{slug}")
    String article(@PathVariable String slug, Model model) {
        var shown = articles.of(slug);
        var source = texts.read(shown.revision());
        var related = related(source);
        model.addAttribute(
                "page",
                new ArticleView(
                        slug,
                        absolute("/articles/{slug}", slug),
                        source.question(),
                        source.language(),
                        source.audience().label(),
                        shown.status().revision(),
                        shown.status().contentHash(),
                        shown.revision().createdAt(),
                        clock.instant(),
                        standing(shown),
                        shown.status().showsText() ? texts.show(source) : null,
                        audiences(source.work(), slug),
                        shown.status().showsText() ? related : List.of(),
                        onTopic(source, related)));
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
                        source.language(),
                        source.audience().label(),
                        standing(shown),
                        absolute("/articles/{slug}/badge.svg", slug),
                        absolute("/articles/{slug}", slug),
                        clock.instant(),
                        shown.rounds().reversed().stream()
                                .map(round -> round(round, shown))
                                .toList()));
        return "badge/record";
    }

    /** In the order of the text; a link where somebody has answered the question. */
    private List<ArticleView.Related> related(ArticleSource source) {
        var answers =
                articles.answering(source.related()).stream()
                        .collect(
                                Collectors.toMap(
                                        ReadPublicArticles.Listed::question,
                                        PublicController::link,
                                        (first, _) -> first));
        return source.related().stream()
                .map(
                        question ->
                                answers.getOrDefault(
                                        question,
                                        new ArticleView.Related(
                                                question, source.language(), null, null)))
                .toList();
    }

    private List<ArticleView.Related> onTopic(
            ArticleSource source, List<ArticleView.Related> named) {
        return articles.onTopics(source.topics(), source.work(), MOST_ON_TOPIC).stream()
                .map(PublicController::link)
                .filter(link -> !named.contains(link))
                .toList();
    }

    private static ArticleView.Related link(ReadPublicArticles.Listed listed) {
        return new ArticleView.Related(
                listed.question(), listed.language(), listed.slug(), listed.status().word());
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
        return Standing.of(shown.status(), shown.rounds(), shown.approvals(), reason(shown), words);
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

    private RecordView.Round round(ReadRounds.Round round, Shown shown) {
        var proof = shown.approvals().get(round.number());
        return new RecordView.Round(
                round.number(),
                round.revision(),
                round.contentHash(),
                proof == null || proof.policy() == 0
                        ? round.policyVersion()
                        : Math.toIntExact(proof.policy()),
                round.openedAt(),
                outcome(round, proof != null),
                proof == null ? round.closedAt() : proof.at(),
                decidedBy(round),
                !round.verdicts().isEmpty()
                        && !round.contentHash().equals(shown.status().contentHash()),
                round.slots().stream()
                        .map(slot -> slot(slot, shown.reviewers().get(slot.task().id())))
                        .toList());
    }

    private static String outcome(ReadRounds.Round round, boolean proven) {
        if (round.outcome() == null) {
            return "OPEN";
        }
        return ProvenApprovals.word(round.outcome().name(), proven);
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

    /** Only those who approved what was approved may be named; how anybody else voted is not told. */
    private RecordView.Slot slot(ReadRounds.Slot slot, @Nullable PublicReviewer reviewer) {
        var state = state(slot);
        return new RecordView.Slot(
                reviewer == null ? slot.task().specialty() : reviewer.specialty(),
                state,
                reviewer == null ? null : words.say(reviewer.name()),
                switch (state) {
                    case SIGNED -> reviewer == null ? null : reviewer.signedAt();
                    case CLAIMED -> slot.heldSince();
                    case UNCLAIMED, CLOSED -> null;
                },
                reviewer != null && reviewer.approved() ? Recommendation.APPROVE.name() : null);
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
