package org.imprimatur.people.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.PasskeyCreation;
import org.imprimatur.people.Passkeys;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own passkeys. The account page has asked for the password before a new one is made here. */
@Controller
@RequestMapping("/account/passkeys")
class PasskeyController {

    static final int LONGEST_NAME = 100;

    private static final String OFFER = Passkeys.Offer.class.getName();
    private static final String BACK = "redirect:/account?done=";

    private final Passkeys passkeys;
    private final Words words;

    PasskeyController(Passkeys passkeys, Words words) {
        this.passkeys = passkeys;
        this.words = words;
    }

    /** Keeps the offer for the page that follows. */
    static void keep(HttpSession browser, Passkeys.Offer offer) {
        browser.setAttribute(OFFER, offer);
    }

    @GetMapping("/new")
    String make(
            @RequestParam(required = false) @Nullable String failed,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            Model model) {
        return offer(browser)
                .map(
                        offer -> {
                            model.addAttribute(
                                    "page",
                                    new NewPasskeyView(
                                            offer.name(),
                                            offer.rpId(),
                                            offer.challenge(),
                                            offer.handle(),
                                            person.username(),
                                            person.name(),
                                            offer.known(),
                                            failed != null));
                            return "people/new-passkey";
                        })
                .orElse("redirect:/account");
    }

    /** The offer stays until its time is over: whoever pressed “Cancel” need not type the password again. */
    @PostMapping("/new")
    String register(
            PasskeyCreation creation, @AuthenticationPrincipal Person person, HttpSession browser) {
        var offer = offer(browser);
        if (offer.isEmpty()) {
            return "redirect:/account";
        }
        try {
            passkeys.register(person, offer.get(), creation);
        } catch (Refusal refusal) {
            if (refusal.type() != ProblemType.INVALID_INPUT) {
                throw refusal;
            }
            return "redirect:/account/passkeys/new?failed";
        }
        browser.removeAttribute(OFFER);
        return BACK + "passkey";
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, @AuthenticationPrincipal Person person, Model model) {
        var key = own(id, person);
        model.addAttribute(
                "page", new PasskeyView(id.toString(), key.name(), key.name(), List.of()));
        return "people/passkey";
    }

    @PostMapping("/{id}/name")
    String rename(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String name,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var key = own(id, person);
        var typed = Typed.text(name);
        var wrong = nameError("name", typed, words);
        if (wrong.isPresent()) {
            response.setStatus(ProblemType.INVALID_INPUT.status().value());
            model.addAttribute(
                    "page",
                    new PasskeyView(id.toString(), key.name(), typed, List.of(wrong.get())));
            return "people/passkey";
        }
        passkeys.rename(person, id, typed);
        return BACK + "passkey-renamed";
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        passkeys.remove(person, id);
        return BACK + "passkey-removed";
    }

    static Optional<FieldError> nameError(String field, String name, Words words) {
        return Typed.isLine(name, LONGEST_NAME)
                ? Optional.empty()
                : Optional.of(words.error(field, "passkey.name.wrong", LONGEST_NAME));
    }

    private Passkeys.Listed own(UUID id, Person person) {
        return passkeys.of(person).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Optional<Passkeys.Offer> offer(HttpSession browser) {
        return Optional.ofNullable((@Nullable Object) browser.getAttribute(OFFER))
                .filter(Passkeys.Offer.class::isInstance)
                .map(Passkeys.Offer.class::cast);
    }
}
