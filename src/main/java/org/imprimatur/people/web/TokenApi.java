package org.imprimatur.people.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.imprimatur.people.Person;
import org.imprimatur.people.SigningSessions;
import org.imprimatur.people.Tokens;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in to the API, and the fresh factor that signatures need. */
@RestController
@RequestMapping("/api/v1")
class TokenApi {

    private final Tokens tokens;
    private final SigningSessions signing;

    TokenApi(Tokens tokens, SigningSessions signing) {
        this.tokens = tokens;
        this.signing = signing;
    }

    record Token(String token, Instant expiresAt) {}

    record Password(@NotBlank @Size(max = 200) String password) {}

    record SigningSession(String signingToken, Instant expiresAt) {}

    /** A bearer token for the account that Basic names. */
    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    Token issue(@AuthenticationPrincipal Person person) {
        var issued = tokens.issue(person);
        return new Token(issued.token(), issued.expiresAt());
    }

    /** Ends the token that this request carries. */
    @DeleteMapping("/tokens/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(HttpServletRequest request) {
        Tokens.in(request).ifPresent(tokens::revoke);
    }

    /** One fresh factor, for any number of signatures of this account in the next five minutes. */
    @PostMapping("/signing-sessions")
    @ResponseStatus(HttpStatus.CREATED)
    SigningSession open(
            @Valid @RequestBody Password password, @AuthenticationPrincipal Person person) {
        var opened = signing.open(person, password.password());
        return new SigningSession(opened.signingToken(), opened.expiresAt());
    }
}
