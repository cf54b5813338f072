package org.imprimatur.people.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.BrowserSessions;
import org.imprimatur.people.Orcid;
import org.imprimatur.people.OwnAccount;
import org.imprimatur.people.Passkeys;
import org.imprimatur.people.PasswordRules;
import org.imprimatur.people.Person;
import org.imprimatur.people.Profile;
import org.imprimatur.people.Role;
import org.imprimatur.people.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own account. */
@Controller
@RequestMapping("/account")
class AccountController {

    private static final int LONGEST = 100;
    private static final Set<String> DONE =
            Set.of(
                    "profile",
                    "password",
                    "session",
                    "revoked",
                    "passkey",
                    "passkey-renamed",
                    "passkey-removed");

    private final OwnAccount own;
    private final BrowserSessions browsers;
    private final Tokens tokens;
    private final Passkeys passkeys;
    private final PasswordRules rules;
    private final Words words;

    AccountController(
            OwnAccount own,
            BrowserSessions browsers,
            Tokens tokens,
            Passkeys passkeys,
            PasswordRules rules,
            Words words) {
        this.own = own;
        this.browsers = browsers;
        this.tokens = tokens;
        this.passkeys = passkeys;
        this.rules = rules;
        this.words = words;
    }

    /** What the page is shown with, apart from what is stored. */
    private record Said(
            OwnView.@Nullable Typed profile,
            String passkey,
            String label,
            @Nullable String token,
            @Nullable String done,
            List<FieldError> errors) {

        static Said done(@Nullable String done) {
            return new Said(null, "", "", null, done, List.of());
        }

        static Said wrong(List<FieldError> errors) {
            return new Said(null, "", "", null, null, errors);
        }
    }

    @GetMapping
    String read(
            @RequestParam(required = false) @Nullable String done,
            @AuthenticationPrincipal Person person,
            HttpSession here,
            Model model) {
        show(person, here, Said.done(done != null && DONE.contains(done) ? done : null), model);
        return "people/own";
    }

    @PostMapping("/profile")
    String present(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String credentials,
            @RequestParam(required = false) @Nullable String orcid,
            @RequestParam(defaultValue = "false") boolean named,
            @AuthenticationPrincipal Person person,
            HttpSession here,
            HttpServletResponse response,
            Model model) {
        var typed =
                new OwnView.Typed(
                        Typed.text(name), Typed.text(credentials), Typed.text(orcid), named);
        var id = typed.orcid().isEmpty() ? Optional.<Orcid>empty() : Orcid.read(typed.orcid());
        var errors = new ArrayList<FieldError>();
        Typed.nameError(typed.name(), words).ifPresent(errors::add);
        if (!typed.credentials().isEmpty() && !Typed.isLine(typed.credentials(), LONGEST)) {
            errors.add(words.error("credentials", "account.credentials.wrong", LONGEST));
        }
        if (!typed.orcid().isEmpty() && id.isEmpty()) {
            errors.add(words.error("orcid", "account.orcid.wrong"));
        }
        if (errors.isEmpty()) {
            try {
                own.present(
                        person,
                        typed.name(),
                        typed.credentials().isEmpty() ? null : typed.credentials(),
                        id.orElse(null),
                        named);
                return "redirect:/account?done=profile";
            } catch (Refusal refusal) {
                if (refusal.type() != ProblemType.INVALID_INPUT) {
                    throw refusal;
                }
                errors.add(
                        new FieldError(
                                Typed.fieldOf(refusal, "name"), words.say(refusal.sentence())));
            }
        }
        return refused(person, here, new Said(typed, "", "", null, null, errors), response, model);
    }

    @PostMapping("/password")
    String changePassword(
            @RequestParam(required = false) @Nullable String current,
            @RequestParam(required = false) @Nullable String wanted,
            @AuthenticationPrincipal Person person,
            HttpServletRequest request,
            HttpSession here,
            HttpServletResponse response,
            Model model) {
        var password = Objects.requireNonNullElse(wanted, "");
        var objection = rules.objection(person.username(), password);
        if (objection.isPresent()) {
            return refused(
                    person,
                    here,
                    Said.wrong(List.of(new FieldError("wanted", words.say(objection.get())))),
                    response,
                    model);
        }
        try {
            own.changePassword(person, Objects.requireNonNullElse(current, ""), password, request);
            return "redirect:/account?done=password";
        } catch (Refusal refusal) {
            if (refusal.type() != ProblemType.WRONG_PASSWORD) {
                throw refusal;
            }
            return refused(
                    person,
                    here,
                    Said.wrong(List.of(words.error("current", "account.password.not-right"))),
                    response,
                    model);
        }
    }

    /** A passkey opens what the password opens, so the password comes first. */
    @PostMapping("/passkeys")
    String offerPasskey(
            @RequestParam(required = false) @Nullable String passkey,
            @RequestParam(required = false) @Nullable String confirm,
            @AuthenticationPrincipal Person person,
            HttpSession here,
            HttpServletResponse response,
            Model model) {
        var name = Typed.text(passkey);
        var wrong = PasskeyController.nameError("passkey", name, words);
        if (wrong.isPresent()) {
            return refusedPasskey(name, wrong.get(), person, here, response, model);
        }
        try {
            PasskeyController.keep(
                    here, passkeys.offer(person, name, Objects.requireNonNullElse(confirm, "")));
            return "redirect:/account/passkeys/new";
        } catch (Refusal refusal) {
            return switch (refusal.type()) {
                case WRONG_PASSWORD ->
                        refusedPasskey(
                                name,
                                words.error("confirm", "account.password.not-right"),
                                person,
                                here,
                                response,
                                model);
                case INVALID_INPUT ->
                        refusedPasskey(
                                name,
                                new FieldError("passkey", words.say(refusal.sentence())),
                                person,
                                here,
                                response,
                                model);
                default -> throw refusal;
            };
        }
    }

    private String refusedPasskey(
            String name,
            FieldError error,
            Person person,
            HttpSession here,
            HttpServletResponse response,
            Model model) {
        return refused(
                person,
                here,
                new Said(null, name, "", null, null, List.of(error)),
                response,
                model);
    }

    @PostMapping("/sessions/{key}/end")
    String endSession(@PathVariable String key, @AuthenticationPrincipal Person person) {
        own.endSession(person, key);
        return "redirect:/account?done=session";
    }

    @PostMapping("/sign-out-everywhere")
    String signOutEverywhere(@AuthenticationPrincipal Person person, HttpSession here) {
        own.signOutEverywhere(person);
        here.invalidate();
        return "redirect:/sign-in?signed-out";
    }

    /** The page itself answers, because the token is shown once and kept nowhere. */
    @PostMapping("/tokens")
    String createToken(
            @RequestParam(required = false) @Nullable String label,
            @AuthenticationPrincipal Person person,
            HttpSession here,
            HttpServletResponse response,
            Model model) {
        var typed = Typed.text(label);
        if (!Typed.isLine(typed, LONGEST)) {
            var errors = List.of(words.error("label", "account.token.label.wrong", LONGEST));
            return refused(
                    person, here, new Said(null, "", typed, null, null, errors), response, model);
        }
        var issued = tokens.issue(person, typed);
        response.setStatus(HttpServletResponse.SC_CREATED);
        show(person, here, new Said(null, "", "", issued.token(), null, List.of()), model);
        return "people/own";
    }

    @PostMapping("/tokens/{id}/revocation")
    String revokeToken(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        tokens.revoke(person, id);
        return "redirect:/account?done=revoked";
    }

    private String refused(
            Person person, HttpSession here, Said said, HttpServletResponse response, Model model) {
        response.setStatus(ProblemType.INVALID_INPUT.status().value());
        show(person, here, said, model);
        return "people/own";
    }

    private void show(Person person, HttpSession here, Said said, Model model) {
        model.addAttribute(
                "page",
                new OwnView(
                        person.username(),
                        person.roles().stream().sorted().map(Role::name).toList(),
                        person.specialties().stream().sorted().toList(),
                        said.profile() == null ? typed(own.profile(person)) : said.profile(),
                        browsers.of(person, here).stream().map(AccountController::session).toList(),
                        passkeys.of(person).stream().map(AccountController::passkey).toList(),
                        said.passkey(),
                        tokens.of(person).stream().map(AccountController::token).toList(),
                        said.label(),
                        said.token(),
                        said.done(),
                        said.errors()));
    }

    private static OwnView.Typed typed(Profile profile) {
        return new OwnView.Typed(
                profile.name(),
                Objects.requireNonNullElse(profile.credentials(), ""),
                Objects.requireNonNullElse(profile.orcid(), ""),
                profile.consentsToBeNamed());
    }

    private static OwnView.Session session(BrowserSessions.Open session) {
        var device = Device.named(session.browser());
        return new OwnView.Session(
                session.key(),
                device.browser(),
                device.system(),
                session.since(),
                session.lastUsed(),
                session.isThis());
    }

    private static OwnView.Passkey passkey(Passkeys.Listed key) {
        return new OwnView.Passkey(
                key.id().toString(), key.name(), key.isSynced(), key.createdAt(), key.lastUsedAt());
    }

    private static OwnView.Token token(Tokens.Listed token) {
        return new OwnView.Token(
                token.id().toString(),
                token.label(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }
}
