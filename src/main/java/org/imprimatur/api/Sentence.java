package org.imprimatur.api;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.context.MessageSourceResolvable;

/**
 * What is said to a person, before a language is chosen: pages say it in the reader's, the API in English.
 *
 * @param key of {@code messages/sentences}
 * @param arguments in the order of its placeholders
 */
public record Sentence(String key, List<Object> arguments) implements MessageSourceResolvable {

    private static final String BUNDLE = "messages.sentences";

    public static Sentence of(String key, Object... arguments) {
        return new Sentence(key, List.of(arguments));
    }

    /** @throws java.util.MissingResourceException if no message file has the key */
    public String english() {
        var pattern = ResourceBundle.getBundle(BUNDLE, Locale.ROOT).getString(key);
        return arguments.isEmpty()
                ? pattern
                : new MessageFormat(pattern, Locale.ENGLISH).format(arguments.toArray());
    }

    @Override
    public String[] getCodes() {
        return new String[] {key};
    }

    @Override
    public Object[] getArguments() {
        return arguments.toArray();
    }
}
