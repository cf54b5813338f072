package org.imprimatur.review;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import java.util.regex.Pattern;
import org.imprimatur.people.Factor;
import org.jspecify.annotations.Nullable;

/**
 * Who signed, and what: never changed.
 *
 * @param signedAs name and credentials as they stood at the signature
 * @param session the signing session in which the factor was proven
 * @param text the very bytes that were signed, see {@link Statement}; null for what was signed before there were such texts
 * @param assertion what a key answered to the hash of the text; null with a password
 */
@Embeddable
public record Signature(
        String signedAs,
        @Column(name = "signing_session") UUID session,
        @Column(name = "signature", columnDefinition = "text") @Nullable String text,
        @Column(columnDefinition = "text") @Nullable String assertion) {

    public Factor factor() {
        var named = member("factors");
        return named == null ? Factor.PASSWORD : Factor.valueOf(named);
    }

    /** The time zone the signer lived by; null where the text does not say. */
    public @Nullable String zone() {
        return member("zone");
    }

    /** A quotation mark within a value is escaped, so what is found is the member. */
    private @Nullable String member(String name) {
        if (text == null) {
            return null;
        }
        var found = Pattern.compile("[{,]\"" + name + "\":\"([^\"\\\\]*)\"").matcher(text);
        return found.find() ? found.group(1) : null;
    }
}
