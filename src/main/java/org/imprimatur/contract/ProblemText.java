package org.imprimatur.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.api.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code problems.yml}: what one problem type means.
 *
 * @param means for whoever looks the type up
 * @param detail a sentence such as the server says
 * @param members what the type adds to a problem document
 */
public record ProblemText(String means, String detail, @Nullable ObjectNode members) {

    /** The text of every type. */
    public static Map<ProblemType, ProblemText> all() {
        var texts = new EnumMap<ProblemType, ProblemText>(ProblemType.class);
        Tables.rows("problems.yml", ProblemText.class)
                .forEach((code, text) -> texts.put(typeOf(code), text));
        return texts;
    }

    /** The type that ends a URI with this code, if there is one. */
    public static Optional<ProblemType> find(String code) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.code().equals(code))
                .findFirst();
    }

    static ProblemType typeOf(String code) {
        return find(code)
                .orElseThrow(() -> new IllegalStateException("No problem type is called " + code));
    }

    /** A whole problem document of that type. */
    ObjectNode example(ProblemType type) {
        var example =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", type.uri())
                        .put("title", type.title())
                        .put("status", type.status().value())
                        .put("detail", detail);
        return members == null ? example : example.setAll(members);
    }
}
