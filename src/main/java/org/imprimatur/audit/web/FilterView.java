package org.imprimatur.audit.web;

import java.util.List;
import org.imprimatur.audit.NamedPerson;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * The filter above a list of entries, as typed.
 *
 * @param action chosen; empty for all
 * @param actions there are entries of
 * @param errors fields that could not be read
 * @param people whom the person's name means; empty where none was typed, or it means nobody
 * @param csv address of the filtered view as a file; null where the filter could not be read, as is {@code json}
 */
public record FilterView(
        String words,
        String person,
        String action,
        String from,
        String to,
        List<String> actions,
        List<FieldError> errors,
        List<NamedPerson> people,
        @Nullable String csv,
        @Nullable String json) {

    public boolean isEmpty() {
        return words.isEmpty()
                && person.isEmpty()
                && action.isEmpty()
                && from.isEmpty()
                && to.isEmpty();
    }

    /** Whether somebody was asked for, and by another word than their user name. */
    public boolean isByName() {
        return !person.isEmpty()
                && errors.isEmpty()
                && people.stream().noneMatch(one -> one.username().equals(person));
    }

    public boolean hasError(String field) {
        return errors.stream().anyMatch(error -> error.field().equals(field));
    }
}
