package org.imprimatur.process.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One element of the file as it was written.
 *
 * @param line where it starts, from 1
 * @param name plain for BPMN, {@code prefix:name} for the other namespaces we know, {@code {uri}name} for those we do not,
 *     whatever prefixes the file uses
 * @param text all text directly inside as it stands, because the engine does not trim it either; empty when blank
 */
record Element(
        int line,
        String name,
        Map<String, String> attributes,
        List<Element> children,
        String text) {

    String label() {
        return attributes.getOrDefault("id", name);
    }

    @Nullable String attribute(String attribute) {
        return attributes.get(attribute);
    }

    /** An attribute the vocabulary requires; only after the allow-list has been checked. */
    String required(String attribute) {
        return Optional.ofNullable(attribute(attribute)).orElseThrow();
    }

    Optional<Element> child(String child) {
        return children(child).findFirst();
    }

    Stream<Element> children(String child) {
        return children.stream().filter(candidate -> candidate.name.equals(child));
    }

    Stream<Element> withDescendants() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Element::withDescendants));
    }
}
