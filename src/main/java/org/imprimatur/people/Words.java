package org.imprimatur.people;

import jakarta.persistence.AttributeConverter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Short closed lists, stored as comma-separated words in alphabetical order. */
abstract class Words<T extends Comparable<T>> implements AttributeConverter<Set<T>, String> {

    private final Function<String, T> reader;
    private final Function<T, String> writer;

    Words(Function<String, T> reader, Function<T, String> writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public String convertToDatabaseColumn(Set<T> words) {
        return words.stream().map(writer).sorted().collect(Collectors.joining(","));
    }

    @Override
    public Set<T> convertToEntityAttribute(String column) {
        return Arrays.stream(column.split(","))
                .filter(word -> !word.isEmpty())
                .map(reader)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static class OfRoles extends Words<Role> {
        OfRoles() {
            super(Role::valueOf, Role::name);
        }
    }

    static class OfStrings extends Words<String> {
        OfStrings() {
            super(word -> word, word -> word);
        }
    }
}
