package org.imprimatur.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprimatur.api.Sentence;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Which passwords are taken: long ones that nobody would guess first. No rules on kinds of characters. */
@Component
public class PasswordRules {

    static final int LEAST = 12;
    static final int MOST = 200;
    private static final int LEAST_DIFFERENT = 5;

    private final Set<String> common;

    PasswordRules() {
        try {
            common =
                    new ClassPathResource("people/common-passwords.txt")
                            .getContentAsString(StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Why this is no password for that account; empty where it is one. */
    public Optional<Sentence> objection(String username, String password) {
        var plain = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < LEAST) {
            return Optional.of(Sentence.of("password.short", LEAST));
        }
        if (password.length() > MOST) {
            return Optional.of(Sentence.of("password.long", MOST));
        }
        if (username.length() > 2 && plain.contains(username.toLowerCase(Locale.ROOT))) {
            return Optional.of(Sentence.of("password.name"));
        }
        return plain.chars().distinct().count() < LEAST_DIFFERENT || common.contains(plain)
                ? Optional.of(Sentence.of("password.common"))
                : Optional.empty();
    }
}
