package org.imprimatur.people.web;

import jakarta.servlet.http.HttpServletRequest;
import org.imprimatur.people.AskedPasskey;
import org.imprimatur.people.Passkeys;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.imprimatur.people.WantedPage;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.SessionAttribute;

/** Signing in; the form itself is taken by Spring Security. */
@Controller
class SignInController {

    private static final String FORM = "/sign-in";

    private final Passkeys passkeys;

    SignInController(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    @GetMapping(FORM)
    String form(
            HttpServletRequest request,
            @SessionAttribute(name = "username", required = false) @Nullable String mistyped,
            Model model) {
        var failed = request.getParameter("failed") != null;
        var to = request.getParameter(WantedPage.PARAMETER);
        model.addAttribute(
                "page",
                new SignInView(
                        failed && mistyped != null ? mistyped : "",
                        failed,
                        request.getParameter("signed-out") != null,
                        request.getParameter("set-up") != null,
                        to != null && WantedPage.isOurs(to) ? to : null,
                        passkeys.rpId(),
                        request.getParameter("passkey-failed") != null));
        return "people/sign-in";
    }

    /** A challenge for the keys that this browser finds; the answer is taken by a filter, as the form is. */
    @PostMapping("/sign-in/passkey/question")
    @ResponseBody
    Passkeys.Question ask(HttpServletRequest request) {
        return AskedPasskey.ask(request, passkeys.question());
    }

    /** Where each role has its work. */
    @GetMapping("/after-sign-in")
    String desk(@AuthenticationPrincipal @Nullable Person person) {
        return "redirect:" + (person == null ? FORM : deskOf(person));
    }

    private static String deskOf(Person person) {
        if (person.is(Role.REVIEWER)) {
            return "/reviewing";
        }
        if (person.is(Role.CHIEF_EDITOR)) {
            return "/deciding";
        }
        if (person.is(Role.EDITOR)) {
            return "/editing";
        }
        if (person.is(Role.AUDITOR)) {
            return "/auditing";
        }
        return person.is(Role.ADMIN) ? "/administration" : "/";
    }
}
