package org.imprimatur.assurance;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.log.ReadEntry;
import org.imprimatur.log.Verdict;
import org.jspecify.annotations.Nullable;

/** What one article's entries add up to, whether each step was allowed (I3), and whether each outcome was signed (I5). */
final class ArticleFold {

    private final Facts facts = new Facts();
    private final Refused refused;
    private final Map<Long, RoundFold> open = new HashMap<>();
    private final Map<Long, Holders> holders = new TreeMap<>();
    private final Map<String, Integer> verdicts = new HashMap<>();
    private @Nullable ArticleStatus status;
    private @Nullable String approval;
    private @Nullable String note;
    private long round;
    private long approvedRound;
    private final List<String> proposals = new ArrayList<>();
    private boolean proposalsForgotten;

    /** Told of an entry that could not follow what was before it, and why. */
    interface Refused {
        void entry(Verdict verdict, long seq, String why);
    }

    ArticleFold(Refused refused) {
        this.refused = refused;
    }

    void take(ReadEntry entry) {
        move(entry);
        var revision = entry.leaf().get("revision");
        var actor = entry.disclosed().get("actor");
        var action = String.valueOf(entry.leaf().get("action"));
        switch (action) {
            case "CREATED", "REVISED" -> {
                if (action.equals("CREATED")) {
                    facts.set("owner", actor);
                }
                facts.set("newest revision", revision);
                facts.set("revision " + revision + ": hash", entry.disclosed().get("contentHash"));
                facts.set("revision " + revision + ": author", actor);
                facts.at("revision " + revision + ": created", time(entry));
                facts.set("revision " + revision + ": change note", said(entry, "reason"));
                facts.set("revision " + revision + ": told otherwise than in its text", "");
            }
            case "SUBMITTED" -> {
                facts.set("submitted revision", revision);
                // in clear from now on, where the draft's own entry may be redacted
                facts.set("revision " + revision + ": hash", entry.leaf().get("contentHash"));
                note = said(entry, "reason");
            }
            case "ROUND_OPENED" -> opened(entry);
            case "ROUND_SUPERSEDED" -> {
                open.remove(number(entry));
                facts.set("round " + number(entry) + ": outcome", "SUPERSEDED");
                facts.at("round " + number(entry) + ": closed", time(entry));
            }
            case "APPROVED" -> {
                concluded(entry, action);
                approved(entry);
            }
            case "CHANGES_REQUESTED", "REJECTED" -> concluded(entry, action);
            case "WITHDRAWN" -> {
                open.remove(round);
                facts.set("round " + round + ": outcome", action)
                        .set("round " + round + ": withdrawn by", actor)
                        .set("round " + round + ": withdrawal reason", said(entry, "reason"));
            }
            case "CLAIMED" -> holders(number(entry)).began(holder(entry, actor));
            case "ASSIGNED" ->
                    holders(number(entry)).began(holder(entry, entry.disclosed().get("holder")));
            case "RELEASED" -> {
                if (!holders(number(entry)).ended(holder(entry, entry.disclosed().get("holder")))) {
                    cannotFollow(entry, "a claim ended that had not begun");
                }
            }
            case "RECOMMENDED", "CORRECTED" -> recommended(entry, actor);
            case "DECIDED" -> decided(entry, actor);
            case "PROPOSAL_RECEIVED",
                    "PROPOSAL_TAKEN",
                    "PROPOSAL_GIVEN_BACK",
                    "PROPOSAL_DECLINED",
                    "PROPOSAL_SETTLED",
                    "PROPOSAL_ARTICLE_STARTED" ->
                    proposal(entry, action);
            default -> {}
        }
    }

    /** What is the case by the trail. */
    Facts facts() {
        if (proposalsForgotten) {
            proposals.forEach(
                    name ->
                            facts.set(name + "state", null)
                                    .set(name + "holder", null)
                                    .set(name + "outcome", null)
                                    .set(name + "article", null));
        }
        holders.forEach(
                (number, held) -> facts.set("round " + number + ": holders", held.inWords()));
        return facts;
    }

    /** Under which name the facts of the approval in force stand; {@code null} where none is. */
    @Nullable String approval() {
        return approval;
    }

    /** The round that gave the {@link #approval}; 0 where none is in force. */
    long approvedRound() {
        return approvedRound;
    }

    /** What the public is to be told (I9); empty where nothing. */
    String shown() {
        if (approval != null) {
            return approvedRevision("APPROVED ", approval);
        }
        var revision = facts.get("submitted revision");
        return revision == null
                ? ""
                : status + " " + revision + " " + facts.get("revision " + revision + ": hash");
    }

    private String approvedRevision(String word, String name) {
        return word + name.split(" ")[3] + " " + facts.get(name + "hash");
    }

    private void move(ReadEntry entry) {
        if (!(entry.leaf().get("to") instanceof String to)) {
            return;
        }
        var before = status;
        ArticleStatus next;
        try {
            next = ArticleStatus.valueOf(to);
        } catch (IllegalArgumentException unknown) {
            cannotFollow(entry, "no article can be " + to);
            return;
        }
        var from = entry.leaf().get("from");
        if (before == null ? from != null : !before.name().equals(from)) {
            cannotFollow(entry, "it starts from " + from + ", and the article was " + before);
        } else if (before == null
                ? next != ArticleStatus.DRAFT
                : !before.mayBecome(next)
                        && !(before == next && "REVISED".equals(entry.leaf().get("action")))) {
            cannotFollow(entry, "an article that is " + before + " cannot become " + next);
        }
        status = next;
        facts.set("status", next);
    }

    private void cannotFollow(ReadEntry entry, String why) {
        refused.entry(Verdict.PROJECTION_MISMATCH, entry.seq(), why + " (I3)");
    }

    private void opened(ReadEntry entry) {
        if (number(entry) <= round) {
            cannotFollow(entry, "a round of a number that was had before");
        }
        round = number(entry);
        open.put(round, new RoundFold(entry));
        var name = "round " + round + ": ";
        facts.at(name + "opened", time(entry));
        facts.set(name + "revision", entry.leaf().get("revision"))
                .set(name + "hash", entry.leaf().get("contentHash"))
                .set(name + "policy", entry.leaf().get("policy"))
                .set(name + "process", entry.leaf().get("processVersion"))
                .set(name + "quorum", entry.disclosed().get("quorum"))
                .set(name + "slots", entry.disclosed().get("slots"))
                .set(name + "authors", entry.disclosed().get("authors"))
                .set(name + "change note", note)
                .set(name + "outcome", "")
                .set(name + "withdrawn by", "")
                .set(name + "withdrawal reason", "")
                .set(name + "holders", "");
    }

    private void concluded(ReadEntry entry, String outcome) {
        var ended = open.remove(number(entry));
        (ended == null
                        ? Optional.of("an outcome of a round that was not open")
                        : ended.lacks(entry))
                .ifPresent(
                        why ->
                                refused.entry(
                                        Verdict.SIGNATURE_NOT_FOR_RECORD,
                                        entry.seq(),
                                        why + " (I5)"));
        facts.set("round " + number(entry) + ": outcome", outcome);
        facts.at("round " + number(entry) + ": closed", time(entry));
    }

    private void approved(ReadEntry entry) {
        if (approval != null) {
            facts.set(approval + "in force", "no");
        }
        approval =
                "approval of revision %s in round %s: "
                        .formatted(entry.leaf().get("revision"), number(entry));
        approvedRound = number(entry);
        facts.set(approval + "hash", entry.leaf().get("contentHash"));
        facts.set(approval + "in force", "yes");
        facts.at(approval + "given", time(entry));
    }

    Holders holders(long round) {
        return holders.computeIfAbsent(round, _ -> new Holders());
    }

    private static @Nullable String holder(ReadEntry entry, @Nullable String username) {
        return username == null ? null : entry.disclosed().get("subject") + " " + username;
    }

    private void recommended(ReadEntry entry, @Nullable String actor) {
        var going = open.get(number(entry));
        if (going == null) {
            cannotFollow(entry, "a verdict on a round that was not open");
        } else {
            going.recommended(entry);
        }
        if (actor == null) {
            if (entry.silent()) {
                facts.forget("verdict");
            }
            return;
        }
        var of = "verdict of " + actor + " in round " + number(entry) + ", number ";
        var counted = verdicts.merge(of, 1, Integer::sum);
        // an earlier one may be redacted; those of before there were corrections have no number
        var name = of + Objects.requireNonNullElse(entry.leaf().get("number"), counted) + ": ";
        facts.at(name + "signed", time(entry));
        facts.set(name + "meaning", entry.disclosed().get("meaning"))
                .set(name + "text", said(entry, "reason"))
                .set(name + "specialty", entry.disclosed().get("subject"))
                .set(name + "hash", entry.leaf().get("contentHash"));
        signed(entry, name);
    }

    private void decided(ReadEntry entry, @Nullable String actor) {
        var going = open.get(number(entry));
        if (going == null) {
            cannotFollow(entry, "a decision on a round that was not open");
        } else {
            going.decided(entry);
        }
        var name = "decision of round " + number(entry) + ": ";
        facts.at(name + "made", time(entry));
        facts.set(name + "by", actor)
                .set(name + "meaning", entry.disclosed().get("meaning"))
                .set(name + "text", said(entry, "reason"))
                .set(name + "hash", entry.leaf().get("contentHash"));
        signed(entry, name);
    }

    private void proposal(ReadEntry entry, String action) {
        var id = entry.disclosed().get("subject");
        if (id == null && !entry.silent()) {
            return;
        }
        if (id == null) { // of one that is forgotten nobody can say how it went on
            proposalsForgotten = true;
            if (action.equals("PROPOSAL_RECEIVED")) {
                facts.forget("proposal");
            }
            return;
        }
        var name = "proposal " + id + ": ";
        switch (action) {
            case "PROPOSAL_RECEIVED" -> {
                facts.set(name + "revision", entry.leaf().get("revision"))
                        .set(name + "kind", entry.disclosed().get("kind"))
                        .set(name + "section", said(entry, "section"))
                        .set(name + "words", said(entry, "reason"))
                        .set(name + "outcome", "")
                        .set(name + "article", "");
                proposals.add(name);
                stands(name, "OPEN", "");
            }
            case "PROPOSAL_TAKEN" -> stands(name, "TAKEN", entry.disclosed().get("actor"));
            case "PROPOSAL_GIVEN_BACK" -> stands(name, "OPEN", "");
            case "PROPOSAL_ARTICLE_STARTED" ->
                    facts.set(name + "state", "DONE").set(name + "article", said(entry, "reason"));
            default -> {
                facts.set(name + "state", action.equals("PROPOSAL_DECLINED") ? "DECLINED" : "DONE");
                facts.set(name + "outcome", said(entry, "reason"));
            }
        }
    }

    private void stands(String proposal, String state, @Nullable String holder) {
        facts.set(proposal + "state", state).set(proposal + "holder", holder);
    }

    /** Empty where nothing was said; {@code null} where it was forgotten. */
    private static @Nullable String said(ReadEntry entry, String name) {
        return entry.silent() ? null : entry.disclosed().getOrDefault(name, "");
    }

    /** Of a time before there were texts, a signature is the session it was given in. */
    private void signed(ReadEntry entry, String name) {
        var signature = said(entry, "signature");
        var told = signature == null || signature.isEmpty() || signature.startsWith("{");
        facts.set(name + "signature", signature)
                .set(name + "assertion", said(entry, "assertion"))
                .set(name + "signing session", told ? said(entry, "session") : signature)
                .set(name + "signed as", told ? said(entry, "name") : null);
    }

    /** {@code null} where it is none: whoever verifies the trail says so. */
    private static @Nullable Instant time(ReadEntry entry) {
        try {
            return Instant.parse(String.valueOf(entry.leaf().get("time")));
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    private static long number(ReadEntry entry) {
        return entry.leaf().get("round") instanceof Long number ? number : 0;
    }
}
