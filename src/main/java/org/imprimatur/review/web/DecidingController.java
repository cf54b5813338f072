package org.imprimatur.review.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.imprimatur.api.IfMatch;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Outcome;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.PasskeySigning;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.imprimatur.review.OutcomeRule;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.SignDecision;
import org.imprimatur.review.SigningMeans;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The chief editor's desk: rounds that no rule could settle. */
@Controller
@RequestMapping("/deciding")
class DecidingController {

    private static final int ROWS = 10;

    private final ReadArticles articles;
    private final ReadRounds readRounds;
    private final SignDecision signDecision;
    private final OpenSignature signature;
    private final FiguresInWords figures;
    private final InWords inWords;
    private final Words words;

    DecidingController(
            ReadArticles articles,
            ReadRounds readRounds,
            SignDecision signDecision,
            OpenSignature signature,
            FiguresInWords figures,
            InWords inWords,
            Words words) {
        this.articles = articles;
        this.readRounds = readRounds;
        this.signDecision = signDecision;
        this.signature = signature;
        this.figures = figures;
        this.inWords = inWords;
        this.words = words;
    }

    /** @param contentHash of the text that the verdicts shown are about */
    record DecisionForm(
            @Nullable String decision,
            @NotBlank @Prose @Nullable String reason,
            @Nullable String contentHash,
            @Nullable Integer round,
            @Nullable String password,
            @Nullable String zone) {

        private int numbered() {
            return Objects.requireNonNullElse(round, 0);
        }

        @Nullable Outcome outcome() {
            return Arrays.stream(Outcome.values())
                    .filter(value -> value.name().equals(decision))
                    .findFirst()
                    .orElse(null);
        }
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable UUID done,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            Model model) {
        var page = page(person, browser, cursor, null, null);
        model.addAttribute("page", page);
        var isOpen =
                page.open().stream()
                        .anyMatch(open -> open.articleId().equals(String.valueOf(done)));
        model.addAttribute(
                "done", done == null || isOpen ? null : articles.titles(List.of(done)).get(done));
        return "review/decisions";
    }

    @PostMapping("/{article}")
    String decide(
            @PathVariable UUID article,
            @RequestParam(required = false) @Nullable String cursor,
            @Valid @ModelAttribute DecisionForm form,
            BindingResult found,
            @ModelAttribute KeyAnswer key,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            HttpServletResponse response,
            Model model) {
        var refused =
                decide(
                        article,
                        form,
                        words.errors(found),
                        () -> signature.token(browser, person, form.password(), key),
                        (id, outcome, reason, seen, means) ->
                                signDecision.decide(
                                        id,
                                        person,
                                        outcome,
                                        reason,
                                        seen,
                                        form.numbered(),
                                        means,
                                        IfMatch.ANYTHING));
        if (refused == null) {
            return "redirect:/deciding?done=" + article;
        }
        response.setStatus(refused.status().value());
        var sent =
                new DecisionsView.Sent(
                        form.decision(),
                        Objects.requireNonNullElse(form.reason(), ""),
                        refused.errors());
        model.addAttribute("page", page(person, browser, cursor, article, sent));
        return "review/decisions";
    }

    /** What a passkey is asked: the hash of the decision as it would be signed. */
    @PostMapping("/{article}/signature")
    ResponseEntity<?> ask(
            @PathVariable UUID article,
            @Valid @ModelAttribute DecisionForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person) {
        var question = new AtomicReference<PasskeySigning.@Nullable Question>();
        var refused =
                decide(
                        article,
                        form,
                        words.errors(found),
                        () -> null,
                        (id, outcome, reason, seen, means) ->
                                question.set(
                                        signature.question(
                                                person,
                                                signDecision.request(
                                                        id,
                                                        person,
                                                        outcome,
                                                        reason,
                                                        seen,
                                                        form.numbered(),
                                                        means))));
        return refused == null
                ? ResponseEntity.ok(question.get())
                : ResponseEntity.status(refused.status())
                        .body(new NotAsked(refused.errors().getFirst().message()));
    }

    /** {@link SignDecision#decide} or {@link SignDecision#request}. */
    private interface Signing {
        void sign(ArticleId id, Outcome outcome, String reason, String seen, SigningMeans means);
    }

    private @Nullable Refused decide(
            UUID article,
            DecisionForm form,
            List<FieldError> found,
            Supplier<@Nullable String> token,
            Signing signing) {
        var outcome = form.outcome();
        var errors = new ArrayList<>(found);
        if (outcome == null) {
            errors.addFirst(words.error("decision", "decisions.missing"));
        }
        if (outcome == null || !errors.isEmpty()) {
            return Refused.invalid(errors);
        }
        try {
            signing.sign(
                    new ArticleId(article),
                    outcome,
                    Objects.requireNonNull(form.reason()).strip(),
                    Objects.requireNonNullElse(form.contentHash(), ""),
                    SigningMeans.from(token.get(), form.zone()));
            return null;
        } catch (Refusal refusal) {
            return switch (refusal.type()) {
                case WRONG_PASSWORD, SIGNING_REQUIRED -> Refused.by(refusal, "password", words);
                // its form is gone: somebody has decided, or the article has moved on
                case NO_OPEN_DECISION, NOT_FOUND, UNAVAILABLE -> throw refusal;
                default -> Refused.by(refusal, "decision", words);
            };
        }
    }

    private DecisionsView page(
            Person person,
            HttpSession browser,
            @Nullable String cursor,
            @Nullable UUID refused,
            DecisionsView.@Nullable Sent sent) {
        var signsAs = signature.nameOf(person);
        var waiting = readRounds.awaitingDecision(person, cursor, ROWS);
        return new DecisionsView(
                figures.all(),
                readRounds.countAwaitingDecision(),
                waiting.items().stream()
                        .map(
                                open ->
                                        open(
                                                open,
                                                signsAs,
                                                open.article().id().value().equals(refused)
                                                        ? sent
                                                        : null))
                        .toList(),
                cursor,
                waiting.next(),
                signature.until(browser, person),
                signature.passkeysOf(person));
    }

    private DecisionsView.Open open(
            ReadRounds.Open open, String signsAs, DecisionsView.@Nullable Sent sent) {
        var article = open.article();
        var round = open.round();
        var language = round.slots().getFirst().task().language();
        var since = Objects.requireNonNullElse(round.awaitsDecisionSince(), round.openedAt());
        return new DecisionsView.Open(
                article.id().toString(),
                article.slug(),
                article.question(),
                language,
                article.audience().label(),
                round.slots().getFirst().task().risk().toUpperCase(Locale.ROOT),
                round.number(),
                round.revision(),
                round.contentHash(),
                round.changeNote(),
                cause(round),
                words.say(
                        "decisions.tally",
                        round.verdicts().size(),
                        round.slots().size(),
                        round.quorum()),
                since,
                inWords.lasting(since),
                round.slots().stream()
                        .map(slot -> verdict(slot, round.revision(), article.id()))
                        .toList(),
                open.barred() == null ? null : words.say(open.barred()),
                options(round),
                new SignsView(
                        signsAs,
                        Role.CHIEF_EDITOR.name(),
                        article.question(),
                        language,
                        article.audience().label(),
                        round.number(),
                        round.revision(),
                        round.contentHash()),
                sent);
    }

    private static DecisionsView.Cause cause(ReadRounds.Round round) {
        if (OutcomeRule.isVetoed(round.verdicts())) {
            return DecisionsView.Cause.VETO;
        }
        return new HashSet<>(round.verdicts()).size() > 1
                ? DecisionsView.Cause.VERDICTS_DIFFER
                : DecisionsView.Cause.OTHER;
    }

    private static DecisionsView.Verdict verdict(
            ReadRounds.Slot slot, int revision, ArticleId article) {
        return new DecisionsView.Verdict(
                slot.task().specialty(),
                slot.reviewer() == null ? null : slot.reviewer().name(),
                slot.recommendation() == null ? null : slot.recommendation().name(),
                slot.overall(),
                RemarkView.of(slot, said -> "/editing/" + article + "#" + said.anchor()),
                SignatureView.ofNullable(slot.signed(), revision),
                slot.earlier().stream().map(signed -> SignatureView.of(signed, revision)).toList());
    }

    private List<DecisionsView.Option> options(ReadRounds.Round round) {
        return Arrays.stream(Outcome.values())
                .map(
                        outcome ->
                                new DecisionsView.Option(
                                        outcome.name(),
                                        outcome == Outcome.APPROVE ? whyNotApprove(round) : null))
                .toList();
    }

    private @Nullable String whyNotApprove(ReadRounds.Round round) {
        if (OutcomeRule.isVetoed(round.verdicts())) {
            return words.say("decisions.not.veto");
        }
        return OutcomeRule.allowsApproval(round.verdicts(), round.quorum())
                ? null
                : words.say("decisions.not.quorum", round.quorum());
    }
}
