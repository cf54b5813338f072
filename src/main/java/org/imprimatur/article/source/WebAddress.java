package org.imprimatur.article.source;

import java.util.regex.Pattern;

/** Which addresses a reader may be led to. */
final class WebAddress {

    /** No user part: in {@code https://nih.gov@evil.example/} the host is not what it seems. */
    private static final Pattern HTTP =
            Pattern.compile(
                    "(?i)https?://[^\\s\\p{Cntrl}/?#@\\\\\"<>`]++([/?#][^\\s\\p{Cntrl}\\\\\"<>`]*+)?");

    private WebAddress() {}

    static boolean isSafe(String address) {
        return HTTP.matcher(address).matches();
    }
}
