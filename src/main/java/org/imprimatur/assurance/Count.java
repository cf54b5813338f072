package org.imprimatur.assurance;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number that an entry discloses: whoever may append writes there what they like. */
final class Count {

    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,8}");

    private Count() {}

    /** @return empty where it is none, or none that anything here is counted in */
    static OptionalInt of(@Nullable String told) {
        return told != null && DIGITS.matcher(told).matches()
                ? OptionalInt.of(Integer.parseInt(told))
                : OptionalInt.empty();
    }
}
