package org.imprimatur.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * What is said to a person, before a language is chosen: pages say it in the reader's, the API in English.
 *
 * @param key of {@code messages/sentences}; a word's may stand in any file that pages read
 * @param arguments in the order of its placeholders; sentences among them are said in the same language
 * @param asWritten what is said where no file has the key
 */
public record Sentence(String key, List<Object> arguments, @Nullable String asWritten)
        implements MessageSourceResolvable {

    private static final String BUNDLE = "messages.sentences";

    public static Sentence of(String key, Object... arguments) {
        return new Sentence(key, List.of(arguments), null);
    }

    /** A word of ours that pages translate, while the API, whose callers compare it, gives it as it is written. */
    public static Sentence word(String key, String asWritten) {
        return new Sentence(key, List.of(), asWritten);
    }

    /** A specialty, topic or audience. */
    public static Sentence term(String asWritten) {
        return word(
                "term." + asWritten.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-"),
                asWritten);
    }

    /** @param asWritten at least one */
    public static Sentence terms(List<String> asWritten) {
        return asWritten.stream()
                .map(Sentence::term)
                .reduce((before, next) -> of("sentence.list", before, next))
                .orElseThrow();
    }

    public Sentence then(Sentence next) {
        return of("sentence.then", this, next);
    }

    /** @throws java.util.MissingResourceException if no message file has the key */
    @JsonValue
    public String english() {
        var sentences = ResourceBundle.getBundle(BUNDLE, Locale.ROOT);
        if (asWritten != null && !sentences.containsKey(key)) {
            return asWritten;
        }
        var pattern = sentences.getString(key);
        return arguments.isEmpty()
                ? pattern
                : new MessageFormat(pattern, Locale.ENGLISH)
                        .format(arguments.stream().map(Sentence::inEnglish).toArray());
    }

    private static Object inEnglish(Object argument) {
        return argument instanceof Sentence sentence ? sentence.english() : argument;
    }

    @Override
    public String[] getCodes() {
        return new String[] {key};
    }

    @Override
    public Object[] getArguments() {
        return arguments.toArray();
    }

    @Override
    public @Nullable String getDefaultMessage() {
        return asWritten;
    }

    @Override
    public String toString() {
        return english();
    }
}
