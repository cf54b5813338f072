package org.imprimatur.desk;

import org.jspecify.annotations.Nullable;

/**
 * {@code desk/error.html}.
 *
 * @param status 403, 404, 409 and 503 have words of their own; any other is treated as 500
 * @param detail the refusal in words, where there is one to show
 * @param correlationId to quote when asking for help
 */
public record ErrorView(int status, @Nullable String detail, @Nullable String correlationId) {

    /** The part of the message keys that names this error. */
    public int known() {
        return switch (status) {
            case 403, 404, 409, 503 -> status;
            default -> 500;
        };
    }
}
