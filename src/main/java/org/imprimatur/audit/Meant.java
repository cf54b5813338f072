package org.imprimatur.audit;

import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a filter lead to.
 *
 * @param articles {@code null} where no words narrow them
 * @param people usernames; {@code null} where no words narrow them
 */
record Meant(@Nullable Collection<UUID> articles, @Nullable Collection<String> people) {

    static final Meant ANYTHING = new Meant(null, null);
}
