package org.imprimatur.assurance;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who holds the reviews of one round, as far as the trail still tells: each by specialty and username. */
final class Holders {

    private final TreeMap<String, Integer> named = new TreeMap<>();
    private int forgotten;
    private boolean unclear;

    /** @param holder {@code null} where it is forgotten who */
    void began(@Nullable String holder) {
        if (holder == null) {
            forgotten++;
        } else {
            named.merge(holder, 1, Integer::sum);
        }
    }

    /** @return whether there was something to end */
    boolean ended(@Nullable String holder) {
        if (holder != null && named.getOrDefault(holder, 0) > 0) {
            named.merge(holder, -1, Integer::sum);
        } else if (holder == null && named.values().stream().anyMatch(count -> count > 0)) {
            unclear = true; // one of those who are named perhaps, and nobody knows any more which
        } else if (forgotten > 0) {
            forgotten--;
        } else {
            return unclear;
        }
        return true;
    }

    /** How many there are of whom nobody knows any more who they were. */
    int forgotten() {
        return forgotten;
    }

    /** Whether some of those who are named may have given theirs back. */
    boolean isUnclear() {
        return unclear;
    }

    List<String> named() {
        var all = new ArrayList<String>();
        named.forEach(
                (holder, count) -> {
                    for (var held = 0; held < count; held++) {
                        all.add(holder);
                    }
                });
        return all;
    }

    /** As the tables tell it; {@code null} where somebody is forgotten. */
    @Nullable String inWords() {
        return forgotten > 0 || unclear ? null : joined(named);
    }

    static String joined(TreeMap<String, Integer> counts) {
        var names = new StringBuilder();
        counts.forEach((name, count) -> names.append((name + ", ").repeat(count)));
        return names.toString();
    }
}
