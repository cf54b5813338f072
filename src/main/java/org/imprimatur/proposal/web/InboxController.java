package org.imprimatur.proposal.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.article.SourceDrafts;
import org.imprimatur.article.source.InvalidSource;
import org.imprimatur.article.source.Skeleton;
import org.imprimatur.article.source.SourceTooLarge;
import org.imprimatur.article.web.Texts;
import org.imprimatur.article.web.WritingView;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.Person;
import org.imprimatur.proposal.HandleProposal;
import org.imprimatur.proposal.Inbox;
import org.imprimatur.proposal.Proposal;
import org.imprimatur.proposal.ProposalId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** The editors' inbox: take what a reader sent, and end it. */
@Controller
@RequestMapping("/editing/proposals")
class InboxController {

    private static final int ROWS = 50;

    private final Inbox inbox;
    private final HandleProposal handle;
    private final ReadArticles readArticles;
    private final SourceDrafts drafts;
    private final Texts texts;
    private final Words words;

    InboxController(
            Inbox inbox,
            HandleProposal handle,
            ReadArticles readArticles,
            SourceDrafts drafts,
            Texts texts,
            Words words) {
        this.inbox = inbox;
        this.handle = handle;
        this.readArticles = readArticles;
        this.drafts = drafts;
        this.texts = texts;
        this.words = words;
    }

    record ReasonForm(@NotBlank @Prose @Nullable String reason) {}

    record OutcomeForm(@NotBlank @Prose @Nullable String outcome) {}

    /** Which page of the inbox a form stands on, so that a refused one is shown there again. */
    record Place(Inbox.@Nullable Filter kinds, @Nullable String cursor) {

        Inbox.Filter shown() {
            return Objects.requireNonNullElse(kinds, Inbox.Filter.ALL);
        }
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "OPEN") Proposal.State state,
            @ModelAttribute Place place,
            @AuthenticationPrincipal Person person,
            Model model) {
        model.addAttribute("page", view(state, place, person, Answer.NONE));
        return "proposal/inbox";
    }

    @PostMapping("/{id}/taking")
    String take(
            @PathVariable UUID id,
            @ModelAttribute Place place,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        return answer(
                id,
                Proposal.State.OPEN,
                place,
                trying(() -> handle.take(new ProposalId(id), person)),
                InboxView.Typed.NOTHING,
                person,
                response,
                model);
    }

    @PostMapping("/{id}/return")
    String giveBack(
            @PathVariable UUID id,
            @ModelAttribute Place place,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        return answer(
                id,
                Proposal.State.TAKEN,
                place,
                trying(() -> handle.giveBack(new ProposalId(id), person)),
                InboxView.Typed.NOTHING,
                person,
                response,
                model);
    }

    @PostMapping("/{id}/refusal")
    String decline(
            @PathVariable UUID id,
            @ModelAttribute Place place,
            @Valid @ModelAttribute ReasonForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var reason = Objects.requireNonNullElse(form.reason(), "");
        return answer(
                id,
                Proposal.State.TAKEN,
                place,
                found.hasErrors()
                        ? invalid(id, found)
                        : trying(() -> handle.decline(new ProposalId(id), person, reason.strip())),
                new InboxView.Typed("reason", reason),
                person,
                response,
                model);
    }

    @PostMapping("/{id}/outcome")
    String settle(
            @PathVariable UUID id,
            @ModelAttribute Place place,
            @Valid @ModelAttribute OutcomeForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var outcome = Objects.requireNonNullElse(form.outcome(), "");
        return answer(
                id,
                Proposal.State.TAKEN,
                place,
                found.hasErrors()
                        ? invalid(id, found)
                        : trying(() -> handle.settle(new ProposalId(id), person, outcome.strip())),
                new InboxView.Typed("outcome", outcome),
                person,
                response,
                model);
    }

    @GetMapping("/{id}/article")
    String start(@PathVariable UUID id, @AuthenticationPrincipal Person person, Model model) {
        var proposal = handle.held(new ProposalId(id), person);
        var page =
                drafts.of(person, id)
                        .map(draft -> start(proposal, draft.source(), draft.keptAt(), null))
                        .orElseGet(() -> start(proposal, skeleton(proposal, person), null, null));
        model.addAttribute("page", page);
        return "proposal/start";
    }

    @PostMapping(path = "/{id}/article", params = "preview")
    String preview(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String source,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var proposal = handle.held(new ProposalId(id), person);
        StartView page;
        try {
            page = start(proposal, source, drafts.keep(person, id, source, "", null), null);
        } catch (SourceTooLarge tooLarge) {
            response.setStatus(tooLarge.type().status().value());
            page = start(proposal, source, null, List.of());
        }
        model.addAttribute("page", page);
        return "proposal/start";
    }

    @PostMapping(path = "/{id}/article", params = "discard")
    String discard(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        drafts.drop(person, id);
        return "redirect:/editing/proposals/" + id + "/article";
    }

    @PostMapping("/{id}/article")
    String start(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String source,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var proposal = handle.held(new ProposalId(id), person);
        List<FieldError> errors = List.of();
        try {
            var bytes = source.getBytes(StandardCharsets.UTF_8);
            var started = handle.startArticle(proposal.id(), person, bytes);
            drafts.drop(person, id);
            return "redirect:/editing/" + started.id();
        } catch (InvalidSource invalid) {
            response.setStatus(invalid.type().status().value());
        } catch (Refusal refusal) {
            if (refusal.type() != ProblemType.SLUG_TAKEN
                    && refusal.type() != ProblemType.TOO_LARGE) {
                throw refusal;
            }
            response.setStatus(refusal.type().status().value());
            errors = List.of(new FieldError("source", words.say(refusal.sentence())));
        }
        model.addAttribute("page", start(proposal, source, null, errors));
        return "proposal/start";
    }

    private String skeleton(Proposal proposal, Person person) {
        return Skeleton.answering(
                proposal.words(),
                texts.read(readArticles.visible(proposal.article().id(), person).revision()));
    }

    /** @param refused null where the source was not sent yet */
    private StartView start(
            Proposal proposal,
            String source,
            @Nullable Instant keptAt,
            @Nullable List<FieldError> refused) {
        return new StartView(
                proposal.id().toString(),
                proposal.words(),
                proposal.article().id().toString(),
                proposal.article().question(),
                new WritingView(
                        proposal.id().toString(), source, texts.seen(source, words::say), keptAt),
                refused != null,
                refused == null ? List.of() : refused);
    }

    /** What became of a form, with what was typed into it. */
    private record Answer(UUID id, InboxView.Typed typed, List<FieldError> errors) {

        static final Answer NONE = new Answer(new UUID(0, 0), InboxView.Typed.NOTHING, List.of());

        InboxView.Typed typedInto(Proposal proposal) {
            return proposal.id().value().equals(id) ? typed : InboxView.Typed.NOTHING;
        }
    }

    private record Refused(HttpStatus status, List<FieldError> errors) {}

    /** The ids of a row's fields end with its own, because each row has the same form. */
    private Refused invalid(UUID id, BindingResult found) {
        return new Refused(
                ProblemType.INVALID_INPUT.status(),
                words.errors(found).stream()
                        .map(error -> new FieldError(error.field() + "-" + id, error.message()))
                        .toList());
    }

    private @Nullable Refused trying(Runnable command) {
        try {
            command.run();
            return null;
        } catch (Refusal refusal) {
            return switch (refusal.type()) {
                case TASK_ALREADY_CLAIMED, TASK_NOT_OPEN ->
                        new Refused(
                                refusal.type().status(),
                                List.of(
                                        new FieldError(
                                                "proposals", words.say(refusal.sentence()))));
                default -> throw refusal;
            };
        }
    }

    private String answer(
            UUID id,
            Proposal.State shown,
            Place place,
            @Nullable Refused refused,
            InboxView.Typed typed,
            Person person,
            HttpServletResponse response,
            Model model) {
        if (refused == null) {
            return "redirect:/editing/proposals?state="
                    + inbox.find(new ProposalId(id)).orElseThrow().state();
        }
        response.setStatus(refused.status().value());
        model.addAttribute(
                "page", view(shown, place, person, new Answer(id, typed, refused.errors())));
        return "proposal/inbox";
    }

    private InboxView view(Proposal.State state, Place place, Person person, Answer answer) {
        var kinds = place.shown();
        var counts = inbox.counts(kinds);
        var found = inbox.list(state, kinds, place.cursor(), ROWS);
        return new InboxView(
                state.name(),
                kinds.name(),
                place.cursor(),
                Arrays.stream(Proposal.State.values())
                        .map(
                                tab ->
                                        new InboxView.Tab(
                                                tab.name(),
                                                Objects.requireNonNull(counts.get(tab))))
                        .toList(),
                found.items().stream()
                        .map(proposal -> row(proposal, person, answer.typedInto(proposal)))
                        .toList(),
                found.next(),
                answer.errors());
    }

    private static InboxView.Row row(Proposal proposal, Person person, InboxView.Typed typed) {
        var article = proposal.article();
        var started = proposal.started();
        return new InboxView.Row(
                proposal.id().toString(),
                article.id().toString(),
                article.slug(),
                article.question(),
                article.revision(),
                proposal.kind().name(),
                proposal.section(),
                proposal.words(),
                proposal.receivedAt(),
                proposal.holderName(),
                proposal.state() == Proposal.State.TAKEN && person.id().equals(proposal.holder()),
                proposal.closedAt(),
                proposal.outcome(),
                started == null ? null : started.id().toString(),
                started == null ? null : started.question(),
                typed);
    }
}
