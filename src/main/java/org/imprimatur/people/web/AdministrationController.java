package org.imprimatur.people.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.AnsweredRequests;
import org.imprimatur.people.LookAfterAccounts;
import org.imprimatur.people.NewAccount;
import org.imprimatur.people.Person;
import org.imprimatur.people.ReadAccounts;
import org.imprimatur.people.Role;
import org.imprimatur.people.RoleRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The administrator's desk: who has an account, and what it may do. */
@Controller
@RequestMapping("/administration")
class AdministrationController {

    private static final int ROWS = 50;
    private static final int LONGEST_REASON = 1000;
    private static final Set<String> DONE =
            Set.of("asked", "confirmed", "declined", "specialties", "disabled", "enabled");

    private final ReadAccounts accounts;
    private final LookAfterAccounts lookAfter;
    private final RoleRequests requests;
    private final AnsweredRequests answered;
    private final Words words;

    AdministrationController(
            ReadAccounts accounts,
            LookAfterAccounts lookAfter,
            RoleRequests requests,
            AnsweredRequests answered,
            Words words) {
        this.accounts = accounts;
        this.lookAfter = lookAfter;
        this.requests = requests;
        this.answered = answered;
        this.words = words;
    }

    /** What a form is shown again with. */
    private record Sent(
            String specialties, String reason, @Nullable String link, List<FieldError> errors) {}

    @FunctionalInterface
    private interface Command {
        void run();
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String done,
            @AuthenticationPrincipal Person person,
            Model model) {
        model.addAttribute("page", accounts(person, q, role, cursor, known(done), List.of()));
        return "people/accounts";
    }

    private AccountsView accounts(
            Person person,
            String q,
            String role,
            @Nullable String cursor,
            @Nullable String done,
            List<FieldError> errors) {
        var found = accounts.list(q, roleNamed(role), cursor, ROWS);
        return new AccountsView(
                q,
                role,
                Arrays.stream(Role.values()).map(Role::name).toList(),
                found.items().stream().map(AdministrationController::row).toList(),
                found.next(),
                requests.waiting().stream().map(request -> request(request, person)).toList(),
                AnsweredView.all(answered.newest(AnsweredRequests.Of.ROLE)),
                done,
                errors);
    }

    @GetMapping("/new")
    String form(Model model) {
        model.addAttribute("page", newAccount("", "", "", Set.of(), List.of()));
        return "people/new-account";
    }

    @PostMapping("/new")
    String create(
            @RequestParam(required = false) @Nullable String username,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String specialties,
            @RequestParam(required = false) @Nullable List<String> role,
            @AuthenticationPrincipal Person person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var user = Typed.text(username);
        var called = Typed.text(name);
        var special = Typed.specialties(Typed.text(specialties));
        var roles = roles(role);
        var errors = new ArrayList<FieldError>();
        if (!NewAccount.isUsername(user)) {
            errors.add(words.error("username", "account.username.wrong"));
        }
        Typed.nameError(called, words).ifPresent(errors::add);
        Typed.specialtiesError(special, words).ifPresent(errors::add);
        if (errors.isEmpty()) {
            try {
                var created =
                        lookAfter.create(
                                person, new NewAccount(user, called, null, roles, special, false));
                show(
                        created.id(),
                        person,
                        new Sent(Typed.joined(special), "", address(created.link()), List.of()),
                        null,
                        model);
                response.setStatus(HttpServletResponse.SC_CREATED);
                return "people/account";
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
        model.addAttribute(
                "page", newAccount(user, called, Typed.text(specialties), roles, errors));
        return "people/new-account";
    }

    @GetMapping("/{id}")
    String read(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String done,
            @AuthenticationPrincipal Person person,
            Model model) {
        show(new AccountId(id), person, null, known(done), model);
        return "people/account";
    }

    @PostMapping("/{id}/roles")
    String ask(
            @PathVariable UUID id,
            @RequestParam String kind,
            @RequestParam String role,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var wanted = roleNamed(role);
        if (wanted == null) {
            throw Refusal.notFound();
        }
        var change =
                kind.equals(RoleRequests.Kind.REVOKE.name())
                        ? RoleRequests.Kind.REVOKE
                        : RoleRequests.Kind.GRANT;
        return after(
                id,
                "asked",
                new Sent("", "", null, List.of()),
                "roles",
                () -> requests.ask(person, new AccountId(id), change, wanted),
                person,
                response,
                model);
    }

    @PostMapping("/{id}/specialties")
    String specialise(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String specialties,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var typed = Typed.text(specialties);
        var wanted = Typed.specialties(typed);
        var errors = Typed.specialtiesError(wanted, words).stream().toList();
        return after(
                id,
                "specialties",
                new Sent(typed, "", null, errors),
                "specialties",
                () -> lookAfter.specialise(person, new AccountId(id), wanted),
                person,
                response,
                model);
    }

    @PostMapping("/{id}/disabling")
    String disable(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var given = Typed.text(reason);
        return after(
                id,
                "disabled",
                new Sent("", given, null, reasonErrors(given)),
                "reason",
                () -> lookAfter.disable(person, new AccountId(id), given),
                person,
                response,
                model);
    }

    @PostMapping("/{id}/enabling")
    String enable(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var given = Typed.text(reason);
        return after(
                id,
                "enabled",
                new Sent("", given, null, reasonErrors(given)),
                "reason",
                () -> lookAfter.enable(person, new AccountId(id), given),
                person,
                response,
                model);
    }

    /** The page itself answers, because the link is shown once and kept nowhere. */
    @PostMapping("/{id}/set-up-link")
    String renewLink(@PathVariable UUID id, @AuthenticationPrincipal Person person, Model model) {
        var link = address(lookAfter.renewLink(person, new AccountId(id)));
        show(new AccountId(id), person, new Sent("", "", link, List.of()), null, model);
        return "people/account";
    }

    @PostMapping("/requests/{request}/confirmation")
    String confirm(
            @PathVariable UUID request,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        return answer(
                "confirmed", () -> requests.confirm(person, request), person, response, model);
    }

    @PostMapping("/requests/{request}/refusal")
    String decline(
            @PathVariable UUID request,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        return answer("declined", () -> requests.decline(person, request), person, response, model);
    }

    /** Where somebody was faster, the page says who, and what they answered. */
    private String answer(
            String done,
            Command command,
            Person person,
            HttpServletResponse response,
            Model model) {
        try {
            command.run();
            return "redirect:/administration?done=" + done;
        } catch (Refusal refusal) {
            if (refusal.type() != ProblemType.ILLEGAL_TRANSITION) {
                throw refusal;
            }
            response.setStatus(refusal.type().status().value());
            var error = new FieldError("answered", words.say(refusal.sentence()));
            model.addAttribute("page", accounts(person, "", "", null, null, List.of(error)));
            return "people/accounts";
        }
    }

    private String after(
            UUID id,
            String done,
            Sent sent,
            String field,
            Command command,
            Person person,
            HttpServletResponse response,
            Model model) {
        var errors = new ArrayList<>(sent.errors());
        var status = ProblemType.INVALID_INPUT.status();
        if (errors.isEmpty()) {
            try {
                command.run();
                return "redirect:/administration/" + id + "?done=" + done;
            } catch (Refusal refusal) {
                if (refusal.type() == ProblemType.NOT_FOUND
                        || refusal.type() == ProblemType.UNAVAILABLE) {
                    throw refusal;
                }
                status = refusal.type().status();
                errors.add(new FieldError(field, words.say(refusal.sentence())));
            }
        }
        response.setStatus(status.value());
        show(
                new AccountId(id),
                person,
                new Sent(sent.specialties(), sent.reason(), null, errors),
                null,
                model);
        return "people/account";
    }

    private void show(
            AccountId id, Person person, @Nullable Sent sent, @Nullable String done, Model model) {
        var account = accounts.of(id);
        var open = accounts.open(account);
        var waiting = requests.waiting(id);
        var asked = waiting.stream().map(RoleRequests.Waiting::role).collect(Collectors.toSet());
        var profile = account.profile();
        model.addAttribute(
                "page",
                new AccountView(
                        id.toString(),
                        account.username(),
                        profile.name(),
                        profile.credentials(),
                        profile.orcid(),
                        standing(account),
                        id.equals(person.id()),
                        account.createdAt(),
                        account.lastSignInAt(),
                        Arrays.stream(Role.values())
                                .map(
                                        role ->
                                                new AccountView.Held(
                                                        role.name(),
                                                        profile.roles().contains(role),
                                                        asked.contains(role)))
                                .toList(),
                        sent == null || sent.specialties().isEmpty()
                                ? Typed.joined(profile.specialties())
                                : sent.specialties(),
                        Typed.joined(accounts.specialties()),
                        open.sessions(),
                        open.tokens(),
                        waiting.stream().map(request -> request(request, person)).toList(),
                        sent == null ? null : sent.link(),
                        sent == null ? "" : sent.reason(),
                        done,
                        sent == null ? List.of() : sent.errors()));
    }

    private NewAccountView newAccount(
            String username,
            String name,
            String specialties,
            Set<Role> roles,
            List<FieldError> errors) {
        return new NewAccountView(
                username,
                name,
                specialties,
                Typed.joined(accounts.specialties()),
                Arrays.stream(Role.values())
                        .map(role -> new NewAccountView.Choice(role.name(), roles.contains(role)))
                        .toList(),
                errors);
    }

    private List<FieldError> reasonErrors(String reason) {
        return Typed.isLine(reason.replaceAll("\\R", " "), LONGEST_REASON)
                ? List.of()
                : List.of(words.error("reason", "account.reason.wrong", LONGEST_REASON));
    }

    private static AccountsView.Row row(ReadAccounts.Row account) {
        var profile = account.profile();
        return new AccountsView.Row(
                account.id().toString(),
                account.username(),
                profile.name(),
                profile.roles().stream().sorted().map(Role::name).toList(),
                profile.specialties().stream().sorted().toList(),
                standing(account),
                account.lastSignInAt());
    }

    private static RequestView request(RoleRequests.Waiting request, Person person) {
        return new RequestView(
                request.id().toString(),
                request.account().toString(),
                request.username(),
                request.name(),
                request.kind().name(),
                request.role().name(),
                request.requester(),
                request.requestedAt(),
                request.expiresAt(),
                RequestView.part(request.account(), request.requestedBy(), person));
    }

    private static String standing(ReadAccounts.Row account) {
        if (account.isRedacted()) {
            return "REDACTED";
        }
        if (account.profile().disabled()) {
            return "DISABLED";
        }
        return account.isSetUp() ? "ACTIVE" : "INVITED";
    }

    private static Set<Role> roles(@Nullable List<String> names) {
        return Objects.requireNonNullElse(names, List.<String>of()).stream()
                .map(AdministrationController::roleNamed)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static @Nullable Role roleNamed(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String known(@Nullable String done) {
        return done != null && DONE.contains(done) ? done : null;
    }

    private static String address(String link) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/set-up/{link}")
                .buildAndExpand(link)
                .toUriString();
    }
}
