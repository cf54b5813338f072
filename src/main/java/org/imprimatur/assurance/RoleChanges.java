package org.imprimatur.assurance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.imprimatur.audit.AccountEntries;
import org.imprimatur.log.ReadEntry;
import org.imprimatur.people.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Which roles each account has by the trail, and whether each came to it in order: one asks, another grants. Each entry
 * about an account tells its roles; whoever may append one could give a role with a change of name.
 *
 * <p>A redaction hides entries about others too, and tells their accounts anew. Until then roles may differ from what is
 * known by what those entries said.
 */
final class RoleChanges {

    /** @param by and the others: {@code null} where it is redacted */
    private record Asked(
            String answer, @Nullable String by, @Nullable String about, @Nullable String role) {}

    private final Map<String, Set<String>> roles = new HashMap<>();
    private final Map<String, Asked> asked = new HashMap<>();

    /** Entries about accounts that are redacted, by an entry that is yet to come; and whether they change roles. */
    private final Map<Long, Boolean> hidden = new HashMap<>();

    private int creationsHidden;
    private int toTellAnew;
    private @Nullable Object redaction;

    /** In the order of the trail: what is wrong with this entry; empty where nothing is. */
    Optional<String> objection(ReadEntry entry) {
        var correlation = entry.leaf().get("correlation");
        if (!Objects.equals(redaction, correlation)) {
            toTellAnew = 0;
        }
        redaction = correlation;
        var action = String.valueOf(entry.leaf().get("action"));
        return switch (action) {
            case "REDACTED" -> {
                if (entry.leaf().get("redacted") instanceof Long seq
                        && hidden.remove(seq) != null) {
                    toTellAnew++;
                }
                yield Optional.empty();
            }
            case "GRANT_REQUESTED" -> asked(entry, "GRANTED");
            case "REVOCATION_REQUESTED" -> asked(entry, "REVOKED");
            case "ROLE_REQUEST_DECLINED" -> {
                asked.remove(request(entry));
                yield Optional.empty();
            }
            default -> AccountEntries.isOne(action) ? account(entry, action) : Optional.empty();
        };
    }

    private Optional<String> asked(ReadEntry entry, String answer) {
        var told = entry.disclosed();
        asked.put(
                request(entry),
                new Asked(answer, told.get("actor"), told.get("subject"), told.get("meaning")));
        return Optional.empty();
    }

    private static String request(ReadEntry entry) {
        return String.valueOf(entry.leaf().get("request"));
    }

    private Optional<String> account(ReadEntry entry, String action) {
        var username = entry.disclosed().get("subject");
        var request = asked.remove(request(entry));
        if (username == null) {
            if (entry.silent()) {
                hidden.put(entry.seq(), action.equals("GRANTED") || action.equals("REVOKED"));
                creationsHidden += action.equals("ACCOUNT_CREATED") ? 1 : 0;
            }
            return Optional.empty();
        }
        var before = roles.get(username);
        var now = roles(entry.disclosed().getOrDefault("roles", ""));
        roles.put(username, now);
        if (action.equals("ACCOUNT_CREATED")) {
            return created(entry, before, now);
        }
        if (before == null && --creationsHidden < 0) {
            return Optional.of("nobody made this account");
        }
        return switch (action) {
            case "GRANTED", "REVOKED" -> answered(entry, action, before, now, request);
            case "ACCOUNT_RESTATED" ->
                    --toTellAnew < 0 || !isSystem(entry)
                            ? Optional.of("it tells an account anew that no redaction hid")
                            : Optional.empty();
            case "REDACTION_CONSENTED" ->
                    before != null || !now.isEmpty()
                            ? Optional.of("it leaves a role to somebody, or a name")
                            : Optional.empty();
            default ->
                    before == null || before.equals(now) || hidden.containsValue(true)
                            ? Optional.empty()
                            : Optional.of("roles changed that nobody granted or revoked");
        };
    }

    /** The first administrators, and the people of the demonstration; whoever makes an account else, makes it without roles. */
    private static Optional<String> created(
            ReadEntry entry, @Nullable Set<String> before, Set<String> now) {
        if (before != null) {
            return Optional.of("this account was made before");
        }
        return now.isEmpty() || isSystem(entry)
                ? Optional.empty()
                : Optional.of("somebody made an account with roles");
    }

    private Optional<String> answered(
            ReadEntry entry,
            String action,
            @Nullable Set<String> before,
            Set<String> now,
            @Nullable Asked request) {
        var told = entry.disclosed();
        var actor = told.getOrDefault("actor", "");
        var subject = told.getOrDefault("subject", "");
        var requester = told.getOrDefault("requester", "");
        var role = told.getOrDefault("meaning", "");
        if (Set.copyOf(Arrays.asList(actor, subject, requester)).size() < 3) {
            return Optional.of("who asked, who agreed and whose role it is are not three");
        }
        if (entry.leaf().containsKey("request")
                && (request == null
                        || !request.answer.equals(action)
                        || !fits(request.by, requester)
                        || !fits(request.about, subject)
                        || !fits(request.role, role))) {
            return Optional.of("nobody asked for this role");
        }
        var isGrant = action.equals("GRANTED");
        var expected = new TreeSet<>(before == null || hidden.containsValue(true) ? now : before);
        if (isGrant) {
            expected.add(role);
        } else {
            expected.remove(role);
        }
        return expected.equals(now)
                ? Optional.empty()
                : Optional.of("other roles changed than the one asked for");
    }

    private static boolean fits(@Nullable String asked, String told) {
        return asked == null || asked.equals(told);
    }

    private static boolean isSystem(ReadEntry entry) {
        return Actor.SYSTEM.username().equals(entry.disclosed().get("actor"));
    }

    private static Set<String> roles(String words) {
        var roles = new HashSet<>(Arrays.asList(words.split(",")));
        roles.remove("");
        return roles;
    }
}
