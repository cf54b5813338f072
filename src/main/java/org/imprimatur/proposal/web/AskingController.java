package org.imprimatur.proposal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Prose;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.proposal.Proposal;
import org.imprimatur.proposal.SendProposal;
import org.imprimatur.proposal.SendingLimit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a reader sends: a follow-up question, or a problem of the text. Pages of their own, so that the article's page
 * stays free of sessions and the same for everybody.
 */
@Controller
@RequestMapping("/articles/{slug}")
class AskingController {

    private static final String ASK = "proposal/ask";
    private static final String REPORT = "proposal/report";
    private static final String PROBLEMS = "ERROR|OUTDATED|UNCLEAR|CITATION|OTHER|\\s*";

    private final SendProposal sendProposal;
    private final SendingLimit limit;
    private final Words words;

    AskingController(SendProposal sendProposal, SendingLimit limit, Words words) {
        this.sendProposal = sendProposal;
        this.limit = limit;
        this.words = words;
    }

    record QuestionForm(@NotBlank @Size(max = 500) @Prose @Nullable String question) {}

    record ProblemForm(
            @NotBlank @Pattern(regexp = PROBLEMS) @Nullable String kind,
            @Size(max = 200) @Prose @Nullable String section,
            @NotBlank @Size(max = 2000) @Prose @Nullable String report) {}

    @GetMapping("/question")
    String ask(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String sent,
            Model model) {
        model.addAttribute("page", view(slug, "", "", "", sent != null, List.of()));
        return ASK;
    }

    @PostMapping("/question")
    String ask(
            @PathVariable String slug,
            @Valid @ModelAttribute QuestionForm form,
            BindingResult found,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var text = typed(form.question());
        var errors = refused(slug, found, "question", request, response);
        if (errors.isEmpty()) {
            sendProposal.send(slug, Proposal.Kind.QUESTION, null, text);
            return "redirect:/articles/{slug}/question?sent";
        }
        model.addAttribute("page", view(slug, "", "", text, false, errors));
        return ASK;
    }

    /** @param section may stand in the link that leads here */
    @GetMapping("/problem")
    String report(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String section,
            @RequestParam(required = false) @Nullable String sent,
            Model model) {
        model.addAttribute("page", view(slug, "", section, "", sent != null, List.of()));
        return REPORT;
    }

    @PostMapping("/problem")
    String report(
            @PathVariable String slug,
            @Valid @ModelAttribute ProblemForm form,
            BindingResult found,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var section = typed(form.section());
        var text = typed(form.report());
        var errors = refused(slug, found, "report", request, response);
        if (errors.isEmpty()) {
            sendProposal.send(
                    slug,
                    Proposal.Kind.valueOf(typed(form.kind())),
                    section.isEmpty() ? null : section,
                    text);
            return "redirect:/articles/{slug}/problem?sent";
        }
        model.addAttribute("page", view(slug, typed(form.kind()), section, text, false, errors));
        return REPORT;
    }

    /** What is wrong with a form, or that too much was sent; an article that is not public is said first. */
    private List<FieldError> refused(
            String slug,
            BindingResult found,
            String field,
            HttpServletRequest request,
            HttpServletResponse response) {
        var _ = sendProposal.about(slug);
        var named = new HashSet<String>();
        var errors =
                words.errors(found).stream().filter(error -> named.add(error.field())).toList();
        if (!errors.isEmpty()) {
            response.setStatus(ProblemType.INVALID_INPUT.status().value());
            return errors;
        }
        return limit.refuses(request.getRemoteAddr())
                .map(
                        wait -> {
                            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                            response.setHeader(
                                    HttpHeaders.RETRY_AFTER,
                                    String.valueOf(wait.time().toSeconds() + 1));
                            return List.of(
                                    words.error(
                                            field,
                                            wait.fromAll() ? "send.too-many.all" : "send.too-many",
                                            wait.time().toMinutes() + 1));
                        })
                .orElse(List.of());
    }

    private static String typed(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").strip();
    }

    private AskView view(
            String slug,
            String kind,
            String section,
            String text,
            boolean sent,
            List<FieldError> errors) {
        var article = sendProposal.about(slug);
        return new AskView(
                slug, article.question(), article.revision(), kind, section, text, sent, errors);
    }
}
