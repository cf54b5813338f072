package org.imprimatur.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.people.Actor;
import org.imprimatur.review.Signature;
import org.jspecify.annotations.Nullable;

/**
 * An event as the trail keeps it: what everybody may read, and what the leaf holds only as a salted hash because it could
 * name a person or an unpublished article.
 *
 * @param clear members of the leaf, in the order they are written
 * @param hidden members of the payload; the leaf has their hashes under the same names
 */
record AuditEvent(String action, Map<String, Object> clear, Map<String, String> hidden) {

    static Builder of(String action, Actor by) {
        return new Builder(action).hide("actor", by.username()).hide("role", by.role());
    }

    static Builder bySystem(String action) {
        return of(action, Actor.SYSTEM);
    }

    /** Absent values are left out. */
    static final class Builder {

        private final String action;
        private final Map<String, Object> clear = new LinkedHashMap<>();
        private final Map<String, String> hidden = new LinkedHashMap<>();

        private Builder(String action) {
            this.action = action;
        }

        Builder show(String name, @Nullable Object value) {
            if (value != null) {
                clear.put(name, value instanceof Number ? value : value.toString());
            }
            return this;
        }

        Builder hide(String name, @Nullable Object value) {
            if (value != null) {
                hidden.put(name, value.toString());
            }
            return this;
        }

        /** Who signed and in which words. With and without a key's answer alike: nobody is to read from a leaf who has a key. */
        Builder sign(Signature signature) {
            return hide("name", signature.signedAs())
                    .hide("factors", signature.factor())
                    .hide("session", signature.session())
                    .hide("signature", signature.text())
                    .hide("assertion", Objects.requireNonNullElse(signature.assertion(), ""));
        }

        AuditEvent build() {
            return new AuditEvent(action, clear, hidden);
        }
    }
}
