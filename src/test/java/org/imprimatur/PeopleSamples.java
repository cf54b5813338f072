package org.imprimatur;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Viewer;
import org.imprimatur.people.Role;
import org.imprimatur.people.web.AccountView;
import org.imprimatur.people.web.AccountsView;
import org.imprimatur.people.web.AnsweredView;
import org.imprimatur.people.web.NewAccountView;
import org.imprimatur.people.web.NewPasskeyView;
import org.imprimatur.people.web.OwnView;
import org.imprimatur.people.web.PasskeyView;
import org.imprimatur.people.web.RedactionsView;
import org.imprimatur.people.web.RequestView;
import org.imprimatur.people.web.SetUpView;
import org.jspecify.annotations.Nullable;

/** The pages about accounts. */
final class PeopleSamples {

    private static final Viewer ADA = new Viewer("Ada Novak", Set.of("ADMIN"));
    private static final Viewer RAVI = new Viewer("Dr Ravi Menon", Set.of("REVIEWER"));
    private static final String ID = "0197a1b2-0c3d-7e4f-8a9b-1c2d3e4f5a6b";
    private static final Instant BEFORE = Instant.parse("2025-05-20T08:12:04Z");
    private static final Instant LATER = Instant.parse("2025-05-28T10:42:30Z");
    private static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::name).toList();

    private PeopleSamples() {}

    static List<SamplePages.Page> all() {
        return List.of(
                new SamplePages.Page("accounts", "people/accounts", accounts(), ADA),
                new SamplePages.Page(
                        "accounts-found-nothing",
                        "people/accounts",
                        new AccountsView(
                                "zoe",
                                "EDITOR",
                                ROLES,
                                List.of(),
                                null,
                                List.of(),
                                List.of(answered("GRANT", "Ada Novak"), answered("REVOKE", null)),
                                null,
                                List.of(
                                        new FieldError(
                                                "answered", "Ada Novak confirmed this already."))),
                        ADA),
                new SamplePages.Page(
                        "account", "people/account", account("ACTIVE", null, List.of()), ADA),
                new SamplePages.Page(
                        "account-invited",
                        "people/account",
                        account("INVITED", "http://localhost/set-up/secret", List.of()),
                        ADA),
                new SamplePages.Page(
                        "account-refused",
                        "people/account",
                        account(
                                "DISABLED",
                                null,
                                List.of(
                                        new FieldError("reason", "Give the reason."),
                                        new FieldError("specialties", "This is no word."))),
                        ADA),
                new SamplePages.Page(
                        "account-redacted",
                        "people/account",
                        account("REDACTED", null, List.of()),
                        ADA),
                new SamplePages.Page("redactions", "people/redactions", redactions(List.of()), ADA),
                new SamplePages.Page(
                        "redactions-refused",
                        "people/redactions",
                        redactions(
                                List.of(
                                        new FieldError("reason", "Leave the name out."),
                                        new FieldError("password-CONFIRM", "It is not right."))),
                        ADA),
                new SamplePages.Page(
                        "redactions-none",
                        "people/redactions",
                        new RedactionsView(
                                List.of(),
                                List.of(answered(null, null)),
                                null,
                                false,
                                "consented",
                                List.of()),
                        ADA),
                new SamplePages.Page(
                        "new-account",
                        "people/new-account",
                        new NewAccountView(
                                "Olga P",
                                "",
                                "",
                                "hepatology, oncology",
                                choices(),
                                List.of(
                                        new FieldError("username", "This is no user name."),
                                        new FieldError("name", "A name is needed."))),
                        ADA),
                new SamplePages.Page(
                        "set-up",
                        "people/set-up",
                        new SetUpView("secret", false, "olga", "Dr Olga Petrenko", List.of()),
                        null),
                new SamplePages.Page(
                        "set-up-first",
                        "people/set-up",
                        new SetUpView(
                                "secret",
                                true,
                                "",
                                "",
                                List.of(
                                        new FieldError("username", "This is no user name."),
                                        new FieldError("password", "It is too short."))),
                        null),
                new SamplePages.Page("new-passkey", "people/new-passkey", newPasskey(false), RAVI),
                new SamplePages.Page(
                        "new-passkey-failed", "people/new-passkey", newPasskey(true), RAVI),
                new SamplePages.Page(
                        "passkey",
                        "people/passkey",
                        new PasskeyView(ID, "Phone", "Phone", List.of()),
                        RAVI),
                new SamplePages.Page(
                        "passkey-refused",
                        "people/passkey",
                        new PasskeyView(
                                ID, "Phone", "", List.of(new FieldError("name", "A name."))),
                        RAVI),
                new SamplePages.Page("own", "people/own", own("profile", null, List.of()), RAVI),
                new SamplePages.Page(
                        "own-token", "people/own", own(null, "secret-token", List.of()), RAVI),
                new SamplePages.Page(
                        "own-refused",
                        "people/own",
                        own(
                                null,
                                null,
                                List.of(
                                        new FieldError("orcid", "This is no ORCID iD."),
                                        new FieldError("passkey", "It has no name."),
                                        new FieldError("confirm", "It is not right."),
                                        new FieldError("wanted", "It is too short."),
                                        new FieldError("label", "What is it for?"))),
                        RAVI));
    }

    private static NewPasskeyView newPasskey(boolean isFailed) {
        return new NewPasskeyView(
                "Phone", "localhost", "AAAA", "BBBB", "ravi", "Dr Ravi Menon", List.of(), isFailed);
    }

    private static List<NewAccountView.Choice> choices() {
        return ROLES.stream()
                .map(role -> new NewAccountView.Choice(role, role.equals("REVIEWER")))
                .toList();
    }

    private static AccountsView accounts() {
        return new AccountsView(
                "",
                "",
                ROLES,
                List.of(
                        new AccountsView.Row(
                                ID,
                                "ada",
                                "Ada Novak",
                                List.of("ADMIN"),
                                List.of(),
                                "ACTIVE",
                                LATER),
                        new AccountsView.Row(
                                ID,
                                "ravi",
                                "Dr Ravi Menon",
                                List.of("REVIEWER", "CHIEF_EDITOR"),
                                List.of("oncology", "palliative-care"),
                                "INVITED",
                                null),
                        new AccountsView.Row(
                                ID,
                                "emil",
                                "Emil Brandt",
                                List.of("EDITOR"),
                                List.of(),
                                "DISABLED",
                                BEFORE)),
                "next-page",
                List.of(request("CONFIRM"), request("TAKE_BACK"), request("NOTHING")),
                List.of(),
                "confirmed",
                List.of());
    }

    private static RedactionsView redactions(List<FieldError> errors) {
        return new RedactionsView(
                List.of("CONFIRM", "TAKE_BACK", "NOTHING").stream()
                        .map(
                                part ->
                                        new RedactionsView.Request(
                                                part,
                                                "ravi",
                                                "Dr Ravi Menon",
                                                "Asked in a letter of 2 November",
                                                "Abel Costa",
                                                BEFORE,
                                                LATER,
                                                part.equals("NOTHING") ? "" : "Dr Ravi Menon",
                                                part))
                        .toList(),
                List.of(),
                new RedactionsView.About(ID, "olga", "Dr Olga Petrenko", "Asked for it"),
                true,
                null,
                errors);
    }

    private static AnsweredView answered(@Nullable String kind, @Nullable String by) {
        return new AnsweredView(
                "ravi",
                "Dr Ravi Menon",
                kind,
                kind == null ? null : "AUDITOR",
                "Abel Costa",
                BEFORE,
                by == null ? "EXPIRED" : "CONFIRMED",
                by,
                LATER);
    }

    private static RequestView request(String part) {
        return new RequestView(
                ID,
                ID,
                "ravi",
                "Dr Ravi Menon",
                part.equals("NOTHING") ? "REVOKE" : "GRANT",
                "CHIEF_EDITOR",
                "Abel Costa",
                BEFORE,
                LATER,
                part);
    }

    private static AccountView account(
            String standing, @Nullable String link, List<FieldError> errors) {
        return new AccountView(
                ID,
                "ravi",
                "Dr Ravi Menon",
                "MD, PhD",
                "0000-0002-1825-0097",
                standing,
                false,
                BEFORE,
                standing.equals("INVITED") ? null : LATER,
                ROLES.stream()
                        .map(
                                role ->
                                        new AccountView.Held(
                                                role,
                                                role.equals("REVIEWER"),
                                                role.equals("CHIEF_EDITOR")))
                        .toList(),
                "oncology",
                "hepatology, oncology",
                2,
                1,
                List.of(request("CONFIRM")),
                link,
                "",
                errors.isEmpty() && link == null ? "specialties" : null,
                errors);
    }

    private static OwnView own(
            @Nullable String done, @Nullable String token, List<FieldError> errors) {
        return new OwnView(
                "ravi",
                List.of("REVIEWER"),
                List.of("oncology"),
                new OwnView.Typed("Dr Ravi Menon", "MD, PhD", "0000-0002-1825-0097", true),
                List.of(
                        new OwnView.Session("aa", "Firefox", "Linux", BEFORE, LATER, true),
                        new OwnView.Session("bb", null, null, BEFORE, LATER, false)),
                token == null
                        ? List.of(
                                new OwnView.Passkey(ID, "Work laptop", false, BEFORE, LATER),
                                new OwnView.Passkey(ID, "Phone", true, BEFORE, null))
                        : List.of(),
                errors.isEmpty() ? "" : "Phone",
                List.of(
                        new OwnView.Token(ID, "Import of drafts", BEFORE, LATER, null),
                        new OwnView.Token(ID, null, BEFORE, LATER, LATER)),
                "",
                token,
                done,
                errors);
    }
}
