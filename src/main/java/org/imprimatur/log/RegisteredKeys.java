package org.imprimatur.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose passkeys the trail says there are, so that a key that answers for somebody must be theirs at that moment. What it
 * signed before it was removed stays signed.
 *
 * <p>Nobody proves that they have a key when they register it: several may name the same one, and none of them takes it from
 * the others.
 */
final class RegisteredKeys {

    private final Map<String, Set<String>> owners = new HashMap<>();
    private final Findings findings;

    /** Registrations that do not say of which key, less the keys that were taken to be those. */
    private int untold;

    private int unchecked;

    RegisteredKeys(Findings findings) {
        this.findings = findings;
    }

    /** In the order of the trail. */
    void entry(ExaminedEntry entry) {
        var told = entry.disclosed();
        var key = told.get("key");
        var owner = told.get("subject");
        switch (entry.action()) {
            case "PASSKEY_REGISTERED" -> {
                if (key != null && owner != null) {
                    owners.computeIfAbsent(key, _ -> new HashSet<>()).add(owner);
                } else if (entry.hides("key") && entry.hides("subject")) {
                    untold++;
                }
            }
            case "PASSKEY_REMOVED" -> {
                if (key != null && owner != null) {
                    owners.getOrDefault(key, new HashSet<>()).remove(owner);
                }
            }
            default -> {
                var answer = told.getOrDefault("assertion", "");
                var actor = told.get("actor");
                if (!answer.isEmpty() && actor != null) {
                    check(entry.entry().seq(), answer, actor);
                }
            }
        }
    }

    private void check(long seq, String answer, String actor) {
        try {
            var key = PasskeyAssertion.parse(answer).key();
            if (!owners.containsKey(key) && untold > 0) {
                untold--;
                unchecked++;
                owners.put(key, new HashSet<>(Set.of(actor)));
            } else if (!owners.getOrDefault(key, Set.of()).contains(actor)) {
                findings.add(
                        Verdict.SIGNATURE_NOT_FOR_RECORD,
                        seq,
                        "its passkey was not one of " + Encoding.shortened(actor));
            }
        } catch (Unreadable said) {
            // of the entry itself, where its parts were held against each other
        }
    }

    /** @return sentences for people */
    List<String> end() {
        return unchecked == 0
                ? List.of()
                : List.of("passkeys whose owner is not told, and was not checked: " + unchecked);
    }
}
