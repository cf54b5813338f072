package org.imprimatur.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is the case by one source, each fact under a name: {@code status}, {@code verdict of ada in round 1: meaning}.
 * Folded from the trail it is held against the same, read from the tables.
 */
final class Facts {

    private static final int SHOWN = 80;

    /**
     * Of a key that is known again by its new name alone, nobody can say whether it is among those forgotten; of what an
     * earlier version told without its id, whether it kept the row.
     */
    private static final Set<String> UNCOUNTED = Set.of("passkey", "request", "check");

    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private final Map<String, Instant> moments = new LinkedHashMap<>();

    /** A {@code null} is a fact whose value was forgotten. */
    private final Map<String, @Nullable String> values = new LinkedHashMap<>();

    private final Map<String, Integer> forgotten = new HashMap<>();

    /** When something was done, by whichever clock. */
    void at(String name, @Nullable Instant moment) {
        if (moment != null) {
            moments.put(name, moment);
        }
    }

    /**
     * Tells each moment by its name that the tables have otherwise than the trail, by more than ten minutes.
     *
     * @param ahead by how much the clock of those who write the tables may have been before the trail's
     */
    void compareMoments(Facts tables, Duration ahead, BiConsumer<String, String> difference) {
        moments.forEach(
                (name, trail) -> {
                    var table = tables.moments.get(name);
                    if (table == null
                            || table.isBefore(trail.minus(TOLERANCE))
                            || table.isAfter(trail.plus(TOLERANCE).plus(ahead))) {
                        difference.accept(
                                name,
                                "the tables say "
                                        + shown(table == null ? null : table.toString())
                                        + ", the trail "
                                        + shown(trail.toString()));
                    }
                });
    }

    Facts set(String name, @Nullable Object value) {
        values.put(name, value == null ? null : value.toString());
        return this;
    }

    /** As {@link #set}, where nothing is as good as an empty text. */
    Facts say(String name, @Nullable Object value) {
        return set(name, value == null ? "" : value);
    }

    /** As {@link #set}, where nothing leaves what was said before. */
    Facts keep(String name, @Nullable Object value) {
        return value == null && has(name) ? this : set(name, value);
    }

    @Nullable String get(String name) {
        return values.get(name);
    }

    void forEach(BiConsumer<String, @Nullable String> reader) {
        values.forEach(reader);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** One more record whose names begin with this word exists, and nobody may know any more whose. */
    void forget(String kind) {
        forgotten.merge(kind, 1, Integer::sum);
    }

    /** As many of the records that were forgotten are known again, or are not the case any more. */
    void recall(String kind, int records) {
        forgotten.merge(kind, -records, Integer::sum);
    }

    /** What was said of a record is not the case any more. */
    void remove(String record) {
        values.keySet().removeIf(name -> record(name).equals(record));
    }

    /** Tells each fact by its name where the tables do not say what these facts do, and how they differ. */
    void compare(Facts tables, BiConsumer<String, String> difference) {
        values.forEach(
                (name, value) -> {
                    if (!tables.has(name)) {
                        difference.accept(name, "the tables have nothing of it");
                    } else if (value != null && !value.equals(tables.get(name))) {
                        difference.accept(
                                name,
                                "the tables say "
                                        + shown(tables.get(name))
                                        + ", the trail "
                                        + shown(value));
                    }
                });
        var allowed = new HashMap<>(forgotten);
        var strangers = new TreeMap<String, String>();
        tables.values.forEach(
                (name, value) -> {
                    if (!has(name)) {
                        strangers.putIfAbsent(record(name), name);
                    }
                });
        strangers.forEach(
                (record, name) -> {
                    if (allowed.merge(record.split(" ", 2)[0], -1, Integer::sum) < 0) {
                        difference.accept(
                                name,
                                "the tables say "
                                        + shown(tables.get(name))
                                        + ", and the trail nothing");
                    }
                });
        allowed.forEach(
                (kind, missing) -> {
                    if (missing > 0 && !UNCOUNTED.contains(kind)) {
                        difference.accept(
                                kind + " of somebody redacted: row",
                                "the tables lack " + missing + ", and the trail has them");
                    }
                });
    }

    /** What a fact is one of: {@code account ada} of {@code account ada: name}. */
    private static String record(String name) {
        var colon = name.lastIndexOf(": ");
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static String shown(@Nullable String value) {
        var text = Objects.requireNonNullElse(value, "").replace('\n', ' ');
        return text.isEmpty()
                ? "nothing"
                : "“" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "”";
    }
}
