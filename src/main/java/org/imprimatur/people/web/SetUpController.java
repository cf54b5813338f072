package org.imprimatur.people.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.NewAccount;
import org.imprimatur.people.PasswordRules;
import org.imprimatur.people.SetUpAccount;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a set-up link opens. */
@Controller
@RequestMapping("/set-up/{link}")
class SetUpController {

    private final SetUpAccount setUp;
    private final PasswordRules rules;
    private final Words words;

    SetUpController(SetUpAccount setUp, PasswordRules rules, Words words) {
        this.setUp = setUp;
        this.rules = rules;
        this.words = words;
    }

    @GetMapping
    String form(@PathVariable String link, Model model) {
        var invited = setUp.invited(link).orElseThrow(Refusal::notFound);
        model.addAttribute(
                "page",
                new SetUpView(
                        link,
                        invited.username() == null,
                        Objects.requireNonNullElse(invited.username(), ""),
                        invited.name(),
                        List.of()));
        return "people/set-up";
    }

    @PostMapping
    String finish(
            @PathVariable String link,
            @RequestParam(required = false) @Nullable String username,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String password,
            HttpServletResponse response,
            Model model) {
        var invited = setUp.invited(link).orElseThrow(Refusal::notFound);
        var isFirst = invited.username() == null;
        var user = isFirst ? Typed.text(username) : String.valueOf(invited.username());
        var called = Typed.text(name);
        var wanted = Objects.requireNonNullElse(password, "");
        var errors = new ArrayList<FieldError>();
        if (!NewAccount.isUsername(user)) {
            errors.add(words.error("username", "account.username.wrong"));
        }
        Typed.nameError(called, words).ifPresent(errors::add);
        rules.objection(user, wanted)
                .ifPresent(
                        objection -> errors.add(new FieldError("password", words.say(objection))));
        if (errors.isEmpty()) {
            try {
                setUp.finish(link, user, called, wanted);
                return "redirect:/sign-in?set-up";
            } catch (Refusal refusal) {
                if (refusal.type() != ProblemType.INVALID_INPUT) {
                    throw refusal;
                }
                errors.add(
                        new FieldError(
                                Typed.fieldOf(refusal, "username"), words.say(refusal.sentence())));
            }
        }
        response.setStatus(ProblemType.INVALID_INPUT.status().value());
        model.addAttribute("page", new SetUpView(link, isFirst, user, called, errors));
        return "people/set-up";
    }
}
