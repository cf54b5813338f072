package org.imprimatur.assurance;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprimatur.log.ReadEntry;

/**
 * Which members an entry tells, whatever happened. What it leaves out is nothing that was redacted: whoever may append
 * could make the check take any row for one that is forgotten.
 */
final class Told {

    private static final List<String> ACCOUNT =
            List.of("subject", "name", "consentsToBeNamed", "roles", "specialties", "disabled");

    private static final List<String> PASSKEY =
            List.of("subject", "meaning", "credential", "key", "algorithm");

    private static final List<String> REVISION = List.of("contentHash");
    private static final List<String> CLAIM = List.of("subject", "holder");
    private static final List<String> VERDICT = List.of("subject", "meaning");
    private static final List<String> PROPOSAL = List.of("subject");
    private static final List<String> ROLE = List.of("subject", "meaning");
    private static final List<String> REDACTION = List.of("subject");
    private static final List<String> ANSWER = List.of("meaning", "requester");

    private static final Map<String, List<String>> HIDDEN =
            Map.ofEntries(
                    Map.entry("CREATED", REVISION),
                    Map.entry("REVISED", REVISION),
                    Map.entry("CLAIMED", List.of("subject")),
                    Map.entry("ASSIGNED", CLAIM),
                    Map.entry("RELEASED", CLAIM),
                    Map.entry("RECOMMENDED", VERDICT),
                    Map.entry("CORRECTED", VERDICT),
                    Map.entry("DECIDED", List.of("meaning")),
                    Map.entry("PROPOSAL_RECEIVED", List.of("subject", "kind", "reason")),
                    Map.entry("PROPOSAL_TAKEN", PROPOSAL),
                    Map.entry("PROPOSAL_GIVEN_BACK", PROPOSAL),
                    Map.entry("PROPOSAL_DECLINED", PROPOSAL),
                    Map.entry("PROPOSAL_SETTLED", PROPOSAL),
                    Map.entry("PROPOSAL_ARTICLE_STARTED", PROPOSAL),
                    Map.entry("ACCOUNT_CREATED", ACCOUNT),
                    Map.entry("PROFILE_CHANGED", ACCOUNT),
                    Map.entry("SPECIALTIES_CHANGED", ACCOUNT),
                    Map.entry("ACCOUNT_DISABLED", ACCOUNT),
                    Map.entry("ACCOUNT_ENABLED", ACCOUNT),
                    Map.entry("ACCOUNT_RESTATED", ACCOUNT),
                    Map.entry("GRANTED", and(ACCOUNT, ANSWER)),
                    Map.entry("REVOKED", and(ACCOUNT, ANSWER)),
                    Map.entry("REDACTION_CONSENTED", List.of("requester")),
                    Map.entry("GRANT_REQUESTED", ROLE),
                    Map.entry("REVOCATION_REQUESTED", ROLE),
                    Map.entry("ROLE_REQUEST_DECLINED", ROLE),
                    Map.entry("REDACTION_REQUESTED", REDACTION),
                    Map.entry("REDACTION_DECLINED", REDACTION),
                    Map.entry("PASSKEY_REGISTERED", PASSKEY),
                    Map.entry("PASSKEY_RENAMED", PASSKEY),
                    Map.entry("PASSKEY_REMOVED", PASSKEY));

    /** Those that earlier versions did not tell. Once an entry did, each later one does. */
    private static final Map<String, List<String>> SINCE =
            Map.ofEntries(
                    Map.entry("ROUND_OPENED", List.of("quorum", "slots", "authors")),
                    Map.entry("SET_UP_LINK_MADE", List.of("link")),
                    Map.entry("FSCK_RUN", List.of("run")),
                    Map.entry("GRANT_REQUESTED", List.of("request")),
                    Map.entry("REVOCATION_REQUESTED", List.of("request")),
                    Map.entry("ROLE_REQUEST_DECLINED", List.of("request")),
                    Map.entry("GRANTED", List.of("request")),
                    Map.entry("REVOKED", List.of("request")),
                    Map.entry("REDACTION_REQUESTED", List.of("request")),
                    Map.entry("REDACTION_DECLINED", List.of("request")),
                    Map.entry("REDACTION_CONSENTED", List.of("request")));

    private final Set<String> since = new HashSet<>();

    /** In the order of the trail: the first member that this entry had to tell and does not. */
    Optional<String> lacking(ReadEntry entry) {
        if (!entry.leaf().containsKey("action")) {
            return Optional.empty(); // no leaf at all, which whoever verifies the trail says
        }
        var action = String.valueOf(entry.leaf().get("action"));
        var missing =
                Stream.concat(Stream.of("actor"), HIDDEN.getOrDefault(action, List.of()).stream())
                        .filter(member -> !isTold(entry, member))
                        .findFirst();
        for (var member : SINCE.getOrDefault(action, List.of())) {
            if (isTold(entry, member)) {
                since.add(member);
            } else if (missing.isEmpty() && since.contains(member)) {
                missing = Optional.of(member);
            }
        }
        return missing;
    }

    private static boolean isTold(ReadEntry entry, String member) {
        return entry.disclosed().containsKey(member)
                || entry.leaf().containsKey(member) && (entry.silent() || isClear(member));
    }

    private static boolean isClear(String member) {
        return member.equals("run") || member.equals("request");
    }

    private static List<String> and(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
