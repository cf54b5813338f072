package org.imprimatur.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the leaf of each action has to have, in clear or as a commitment. What a leaf does not even commit to was never said,
 * and must not pass for what was redacted or withheld: whoever may append could leave out whatever contradicts them.
 */
final class LeafMembers {

    private record Members(List<String> clear, List<String> hidden) {}

    private static final Members OF_OTHERS = new Members(List.of(), List.of());
    private static final Map<String, Members> OF = new HashMap<>();

    static {
        var text = List.of("revision", "contentHash");
        var round = List.of("revision", "contentHash", "round");
        var verdict = List.of("revision", "contentHash", "round", "number");
        var article = List.of("article");
        put(List.of("revision"), List.of("article", "contentHash"), "CREATED", "REVISED");
        put(text, article, "SUBMITTED", "UNDER_REVIEW", "WITHDRAWN", "REOPENED");
        put(round, List.of("article", "quorum", "slots"), "ROUND_OPENED");
        put(round, article, "CLAIMED", "ASSIGNED", "RELEASED", "REMINDED", "OVERDUE");
        put(verdict, List.of("article", "meaning", "signature"), "RECOMMENDED", "CORRECTED");
        put(round, List.of("article", "meaning"), "DECIDED");
        put(round, article, "APPROVED", "CHANGES_REQUESTED", "REJECTED", "ROUND_SUPERSEDED");
        var none = List.<String>of();
        var passkey = List.of("subject", "key");
        put(none, passkey, "PASSKEY_REGISTERED", "PASSKEY_RENAMED", "PASSKEY_REMOVED");
        var account = List.of("subject");
        put(none, account, "ACCOUNT_CREATED", "PROFILE_CHANGED", "SPECIALTIES_CHANGED");
        put(none, account, "ACCOUNT_DISABLED", "ACCOUNT_ENABLED", "ACCOUNT_RESTATED");
        // not the id of a request: entries from before there were any are good
        var role = List.of("subject", "meaning");
        put(none, role, "GRANT_REQUESTED", "REVOCATION_REQUESTED", "ROLE_REQUEST_DECLINED");
        put(none, List.of("subject", "meaning", "requester"), "GRANTED", "REVOKED");
        put(none, account, "REDACTION_REQUESTED", "REDACTION_DECLINED");
        put(none, List.of("requester"), "REDACTION_CONSENTED");
    }

    private LeafMembers() {}

    private static void put(List<String> clear, List<String> hidden, String... actions) {
        for (var action : actions) {
            OF.put(action, new Members(clear, hidden));
        }
    }

    /**
     * @param leaf its members; those of an action that is not known here have to name an actor alone
     * @param disclosed the values behind its commitments
     * @return the first that is not there, or not in its form
     */
    static Optional<String> missing(Map<String, Object> leaf, Map<String, String> disclosed) {
        if (!hides(leaf, disclosed, "actor")) {
            return Optional.of("actor");
        }
        var action = String.valueOf(leaf.get("action"));
        var members = OF.getOrDefault(action, OF_OTHERS);
        for (var name : members.hidden) {
            if (!hides(leaf, disclosed, name)) {
                return Optional.of(name);
            }
        }
        for (var name : members.clear) {
            if (!leaf.containsKey(name) || hides(leaf, name)) {
                return Optional.of(name);
            }
        }
        return action.equals("DECIDED")
                        && !disclosed
                                .getOrDefault("actor", ExaminedEntry.PROCESS)
                                .equals(ExaminedEntry.PROCESS)
                        && !hides(leaf, disclosed, "signature")
                ? Optional.of("signature")
                : Optional.empty();
    }

    /** What is disclosed was found behind its commitment already. */
    private static boolean hides(
            Map<String, Object> leaf, Map<String, String> disclosed, String name) {
        return disclosed.containsKey(name) || hides(leaf, name);
    }

    private static boolean hides(Map<String, Object> leaf, String name) {
        return ExaminedEntry.isCommitment(leaf.get(name));
    }
}
