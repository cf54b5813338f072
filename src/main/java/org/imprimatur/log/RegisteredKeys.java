package org.imprimatur.log;

import java.util.HashMap;
import java.util.Map;

/**
 * Whose passkeys the trail says there are, so that a key that answers for somebody must have been theirs by then. What a key
 * signed stays signed when it is removed.
 */
final class RegisteredKeys {

    private final Map<String, String> owners = new HashMap<>();
    private final Findings findings;
    private boolean knowsAll = true;

    RegisteredKeys(Findings findings) {
        this.findings = findings;
    }

    /** In the order of the trail. */
    void entry(ExaminedEntry entry) {
        var told = entry.disclosed();
        if ("PASSKEY_REGISTERED".equals(entry.leaf().get("action"))) {
            var key = told.get("key");
            var owner = told.get("subject");
            if (key == null || owner == null) {
                knowsAll = false;
            } else {
                owners.put(key, owner);
            }
            return;
        }
        var answer = told.getOrDefault("assertion", "");
        var actor = told.get("actor");
        if (!answer.isEmpty() && actor != null) {
            check(entry.entry().seq(), answer, actor);
        }
    }

    private void check(long seq, String answer, String actor) {
        try {
            var owner = owners.get(PasskeyAssertion.parse(answer).key());
            if (owner == null ? knowsAll : !owner.equals(actor)) {
                findings.add(
                        Verdict.SIGNATURE_NOT_FOR_RECORD,
                        seq,
                        "its passkey was not one of " + Encoding.shortened(actor));
            }
        } catch (Unreadable said) {
            // of the entry itself, where its parts were held against each other
        }
    }
}
