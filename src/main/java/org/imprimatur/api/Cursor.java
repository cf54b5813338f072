package org.imprimatur.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The key after which a page begins, opaque to the caller. */
public record Cursor(List<String> parts) {

    private static final String SEPARATOR = "\u001f";

    public static Cursor after(Object... parts) {
        return new Cursor(List.of(parts).stream().map(Object::toString).toList());
    }

    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Refusal INVALID_INPUT where the text is not a cursor of this list */
    public static @Nullable Cursor decode(@Nullable String encoded, int parts) {
        if (encoded == null || encoded.isEmpty()) {
            return null;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            var found = List.of(text.split(SEPARATOR, -1));
            if (found.size() == parts) {
                return new Cursor(found);
            }
        } catch (IllegalArgumentException _) {
            // falls through: not base64
        }
        throw notACursor();
    }

    public <T> T part(int index, Function<String, T> reader) {
        try {
            return reader.apply(parts.get(index));
        } catch (RuntimeException _) {
            throw notACursor();
        }
    }

    public UUID uuid(int index) {
        return part(index, UUID::fromString);
    }

    private static Refusal notACursor() {
        return Refusal.invalid(Sentence.of("refusal.cursor"));
    }
}
