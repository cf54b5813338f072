package org.imprimatur.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.imprimatur.article.source.Risk;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code review-policy.yml}. Strict: a key it does not know is an error, not a comment. */
final class PolicyText {

    private PolicyText() {}

    /** @throws InvalidPolicy with the path of what is wrong */
    static ReviewPolicy parse(int version, String text) {
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            var root =
                    map(
                            "",
                            new Yaml(new SafeConstructor(options)).load(text),
                            Set.of("rules", "times"));
            return new ReviewPolicy(version, rules(root.get("rules")), times(root.get("times")));
        } catch (YAMLException unreadable) {
            throw new InvalidPolicy("The policy is not readable: " + unreadable.getMessage());
        }
    }

    private static List<ReviewPolicy.Rule> rules(@Nullable Object value) {
        var rules = new ArrayList<ReviewPolicy.Rule>();
        var items = list("rules", value);
        for (var item : items) {
            var path = "rules[" + rules.size() + "]";
            var rule = map(path, item, Set.of("topics", "slots", "quorum"));
            var topics =
                    rule.containsKey("topics")
                            ? words(path + ".topics", rule.get("topics"))
                            : List.<String>of();
            var slots = words(path + ".slots", rule.get("slots"));
            var quorum = rule.getOrDefault("quorum", slots.size());
            if (!(quorum instanceof Integer number) || number < 1 || number > slots.size()) {
                throw new InvalidPolicy(path + ".quorum is a number from 1 to the number of slots");
            }
            var isLast = rules.size() == items.size() - 1;
            if (topics.isEmpty() != isLast) {
                throw new InvalidPolicy(
                        path + ": the last rule, and only that one, stands without topics");
            }
            rules.add(new ReviewPolicy.Rule(Set.copyOf(new HashSet<>(topics)), slots, number));
        }
        return List.copyOf(rules);
    }

    private static Map<Risk, ReviewPolicy.Times> times(@Nullable Object value) {
        var names = new HashSet<String>();
        for (var risk : Risk.values()) {
            names.add(risk.name().toLowerCase(Locale.ROOT));
        }
        var byName = map("times", value, names);
        var times = new EnumMap<Risk, ReviewPolicy.Times>(Risk.class);
        for (var risk : Risk.values()) {
            var path = "times." + risk.name().toLowerCase(Locale.ROOT);
            var entry =
                    map(
                            path,
                            byName.get(risk.name().toLowerCase(Locale.ROOT)),
                            Set.of("remind", "due", "validity"));
            var found =
                    new ReviewPolicy.Times(
                            duration(path + ".remind", entry.get("remind")),
                            duration(path + ".due", entry.get("due")),
                            duration(path + ".validity", entry.get("validity")));
            if (found.remind().compareTo(found.due()) >= 0) {
                throw new InvalidPolicy(path + ": a reminder comes before the round is due");
            }
            times.put(risk, found);
        }
        return times;
    }

    private static Duration duration(String path, @Nullable Object value) {
        try {
            var duration = Duration.parse(String.valueOf(value));
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // falls through: not a duration
        }
        throw new InvalidPolicy(path + " is a positive ISO 8601 duration such as P7D");
    }

    private static Map<?, ?> plainMap(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new InvalidPolicy((path.isEmpty() ? "the policy" : path) + " is a mapping");
    }

    private static Map<String, Object> map(String path, @Nullable Object value, Set<String> keys) {
        var typed = new java.util.LinkedHashMap<String, Object>();
        plainMap(path, value)
                .forEach(
                        (key, entry) -> {
                            if (!(key instanceof String name) || !keys.contains(name)) {
                                throw new InvalidPolicy(
                                        (path.isEmpty() ? "" : path + ".")
                                                + key
                                                + " is not known here");
                            }
                            typed.put(name, entry);
                        });
        return typed;
    }

    private static List<?> list(String path, @Nullable Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw new InvalidPolicy(path + " is a list that is not empty");
    }

    private static List<String> words(String path, @Nullable Object value) {
        return list(path, value).stream()
                .map(
                        word -> {
                            if (word instanceof String text
                                    && text.matches("[a-z][a-z0-9-]{1,59}")) {
                                return text;
                            }
                            throw new InvalidPolicy(
                                    path + ": \"" + word + "\" is not a lower-case word");
                        })
                .toList();
    }
}
