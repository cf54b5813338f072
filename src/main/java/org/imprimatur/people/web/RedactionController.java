package org.imprimatur.people.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.AnsweredRequests;
import org.imprimatur.people.Person;
import org.imprimatur.people.ReadAccounts;
import org.imprimatur.people.Redactions;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where administrators ask for a person's data to be redacted, and another one or an auditor consents. */
@Controller
@RequestMapping("/redactions")
class RedactionController {

    private static final String PAGE = "people/redactions";
    private static final int LONGEST_REASON = 1000;
    private static final Set<String> DONE = Set.of("asked", "consented", "declined");

    private final Redactions redactions;
    private final AnsweredRequests answered;
    private final ReadAccounts accounts;
    private final Words words;

    RedactionController(
            Redactions redactions, AnsweredRequests answered, ReadAccounts accounts, Words words) {
        this.redactions = redactions;
        this.answered = answered;
        this.accounts = accounts;
        this.words = words;
    }

    @FunctionalInterface
    private interface Command {
        void run();
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable UUID account,
            @RequestParam(required = false) @Nullable String done,
            @AuthenticationPrincipal Person person,
            Model model) {
        var known = done != null && DONE.contains(done) ? done : null;
        model.addAttribute("page", view(person, account, "", known, List.of()));
        return PAGE;
    }

    @PostMapping
    String ask(
            @RequestParam UUID account,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String password,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var given = Typed.text(reason);
        if (!Typed.isLine(given.replaceAll("\\R", " "), LONGEST_REASON)) {
            response.setStatus(ProblemType.INVALID_INPUT.status().value());
            var error = words.error("reason", "account.reason.wrong", LONGEST_REASON);
            model.addAttribute("page", view(person, account, given, null, List.of(error)));
            return PAGE;
        }
        return after(
                "asked",
                () -> redactions.ask(person, new AccountId(account), given, secret(password)),
                "reason",
                "password",
                account,
                given,
                person,
                response,
                model);
    }

    @PostMapping("/{id}/consent")
    String consent(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String password,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var field = "password-" + id;
        return after(
                "consented",
                () -> redactions.consent(person, id, secret(password)),
                field,
                field,
                null,
                "",
                person,
                response,
                model);
    }

    @PostMapping("/{id}/refusal")
    String decline(
            @PathVariable UUID id,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        return after(
                "declined",
                () -> redactions.decline(person, id),
                "waiting",
                "waiting",
                null,
                "",
                person,
                response,
                model);
    }

    private String after(
            String done,
            Command command,
            String field,
            String passwordField,
            @Nullable UUID account,
            String reason,
            Person person,
            HttpServletResponse response,
            Model model) {
        try {
            command.run();
            return "redirect:/redactions?done=" + done;
        } catch (Refusal refusal) {
            if (refusal.type() == ProblemType.NOT_FOUND
                    || refusal.type() == ProblemType.UNAVAILABLE) {
                throw refusal;
            }
            response.setStatus(refusal.type().status().value());
            var wrong =
                    switch (refusal.type()) {
                        case WRONG_PASSWORD, TOO_MANY_REQUESTS -> passwordField;
                        case ILLEGAL_TRANSITION -> "answered";
                        default -> field;
                    };
            var error = new FieldError(wrong, words.say(refusal.sentence()));
            model.addAttribute("page", view(person, account, reason, null, List.of(error)));
            return PAGE;
        }
    }

    private RedactionsView view(
            Person person,
            @Nullable UUID account,
            String reason,
            @Nullable String done,
            List<FieldError> errors) {
        return new RedactionsView(
                redactions.waiting().stream().map(request -> request(request, person)).toList(),
                AnsweredView.all(answered.newest(AnsweredRequests.Of.REDACTION)),
                account == null || !person.is(Role.ADMIN) ? null : about(account, reason),
                person.is(Role.ADMIN),
                done,
                errors);
    }

    private RedactionsView.About about(UUID id, String reason) {
        var account = accounts.of(new AccountId(id));
        return new RedactionsView.About(
                id.toString(), account.username(), account.profile().name(), reason);
    }

    private RedactionsView.Request request(Redactions.Waiting request, Person person) {
        return new RedactionsView.Request(
                request.id().toString(),
                request.username(),
                request.name(),
                request.reason(),
                request.requester(),
                request.requestedAt(),
                request.expiresAt(),
                String.join(", ", redactions.soughtFor(request)),
                RequestView.part(request.account(), request.requestedBy(), person));
    }

    private static String secret(@Nullable String password) {
        return Objects.requireNonNullElse(password, "");
    }
}
