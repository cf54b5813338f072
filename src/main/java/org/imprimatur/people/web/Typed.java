package org.imprimatur.people.web;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.imprimatur.api.Refusal;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.NewAccount;
import org.jspecify.annotations.Nullable;

/** What people type into the forms about accounts. */
final class Typed {

    private static final int LONGEST_NAME = 200;

    private Typed() {}

    static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }

    /** Names and reasons: one line, no characters that nobody can see. */
    static boolean isLine(String text, int longest) {
        return !text.isEmpty()
                && text.length() <= longest
                && text.codePoints()
                        .noneMatch(
                                point ->
                                        Character.isISOControl(point)
                                                || Character.getType(point) == Character.SURROGATE
                                                || Character.getType(point) == Character.FORMAT);
    }

    static Optional<FieldError> nameError(String name, Words words) {
        return isLine(name, LONGEST_NAME)
                ? Optional.empty()
                : Optional.of(words.error("name", "account.name.wrong", LONGEST_NAME));
    }

    /** The field of a name that was refused; another where it was not about that. */
    static String fieldOf(Refusal refusal, String otherwise) {
        var key = refusal.sentence().key();
        if (key.equals("refusal.name.credentials") || key.equals("refusal.name.degrees")) {
            return "credentials";
        }
        return key.startsWith("refusal.name.") ? "name" : otherwise;
    }

    /** Words between commas. */
    static Set<String> specialties(String typed) {
        return Arrays.stream(typed.split("[,;\\s]+"))
                .filter(word -> !word.isEmpty())
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }

    static Optional<FieldError> specialtiesError(Set<String> specialties, Words words) {
        return specialties.stream()
                .filter(specialty -> !NewAccount.isSpecialty(specialty))
                .findFirst()
                .map(wrong -> words.error("specialties", "account.specialties.wrong", wrong))
                .or(
                        () ->
                                String.join(",", specialties).length() > 500
                                        ? Optional.of(
                                                words.error(
                                                        "specialties", "account.specialties.long"))
                                        : Optional.empty());
    }

    static String joined(Set<String> words) {
        return String.join(", ", List.copyOf(new TreeSet<>(words)));
    }
}
