package org.imprimatur.desk;

import java.util.List;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * {@code desk/error.html}.
 *
 * @param words the part of the message keys that names this error, as {@code 404}
 * @param detail the refusal in words, where there is one to show
 * @param correlationId to quote when asking for help
 * @param written what the person had written in the form that came to nothing, to be copied
 */
public record ErrorView(
        int status,
        String words,
        @Nullable Sentence detail,
        @Nullable String correlationId,
        List<String> written) {

    /** A form whose token is missing or old: nearly always one that outlived its session. */
    static final String SESSION = "session";

    /** Said with the words of its status, or of its class of statuses. */
    public static ErrorView of(
            int status, @Nullable Sentence detail, @Nullable String correlationId) {
        var words =
                switch (status) {
                    case 403, 404, 409, 413, 429, 503 -> String.valueOf(status);
                    default -> status < 500 ? "400" : "500";
                };
        return new ErrorView(status, words, detail, correlationId, List.of());
    }

    /** With what was written, where the form may be shown to whoever sent it. */
    ErrorView with(List<String> sent) {
        return new ErrorView(status, words, detail, correlationId, sent);
    }
}
