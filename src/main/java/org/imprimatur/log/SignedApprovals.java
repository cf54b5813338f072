package org.imprimatur.log;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether each approval was decided, and the decision carried by verdicts that distinct people signed in that round on that
 * very text: whoever may append could write APPROVED alone.
 *
 * <p>The board's rule is small enough to be said here again. Where all slots of a round are signed APPROVE, the process
 * decides; otherwise a person does, signed, who gave no verdict, over the round's quorum of verdicts, one APPROVE among them and
 * no REJECT.
 *
 * <p>What is redacted or withheld is taken for what carries the approval, and counted: that it may be silent is {@link
 * Redactions}' to say. Its leaf still says which text and round it is of, and whether it was signed. What the leaf does not
 * even commit to was never said, and carries nothing.
 *
 * <p>Of rounds only those are kept that are open, one for each text, and of each text the number of its newest.
 */
final class SignedApprovals {

    private static final String APPROVE = "APPROVE";
    private static final String REJECT = "REJECT";

    /** What is no such number asks for more verdicts than there are. */
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

    private final Findings findings;
    private final Map<Object, Round> open = new HashMap<>();

    /** By text the number of its newest round: what was signed for a round names its number. */
    private final Map<Object, Long> newest = new HashMap<>();

    private long unchecked;

    SignedApprovals(Findings findings) {
        this.findings = findings;
    }

    /**
     * In the order of the trail.
     *
     * @return what carries it, where it is an approval and something does
     */
    Optional<CarriedApproval> entry(ExaminedEntry entry) {
        switch (entry.action()) {
            case "ROUND_OPENED" -> text(entry).ifPresent(text -> opened(text, entry));
            case "RECOMMENDED", "CORRECTED" ->
                    round(entry)
                            .filter(round -> isNew(entry, round))
                            .ifPresent(round -> round.judged(entry));
            case "DECIDED" ->
                    round(entry)
                            .filter(round -> isNew(entry, round))
                            .ifPresent(round -> round.decided(entry));
            case "APPROVED" -> {
                return approved(entry, round(entry).orElse(null));
            }
            case "CHANGES_REQUESTED", "REJECTED", "WITHDRAWN", "ROUND_SUPERSEDED" ->
                    text(entry).ifPresent(open::remove);
            default -> {}
        }
        return Optional.empty();
    }

    /** The article of which the open round of this text is, where that is told. */
    Optional<String> articleOf(ExaminedEntry entry) {
        return text(entry).map(open::get).map(round -> round.article);
    }

    /** Takes the round of this text for none. */
    void forget(ExaminedEntry entry) {
        text(entry).ifPresent(open::remove);
    }

    /**
     * Anew only once it has ended, and under a number it never had: what was said in it would be gone, and could be said
     * once more.
     */
    private void opened(Object text, ExaminedEntry entry) {
        if (open.containsKey(text)) {
            refuseRound(entry, "it opens a round of a text whose round has not ended");
            return;
        }
        var number = entry.leaf().get("round") instanceof Long told ? told : 0;
        if (number <= newest.getOrDefault(text, 0L)) {
            refuseRound(entry, "it opens a round of a text that has had one of that number");
            return;
        }
        newest.put(text, number);
        open.put(text, new Round(entry));
    }

    private void refuseRound(ExaminedEntry entry, String why) {
        findings.add(Verdict.SIGNATURE_NOT_FOR_RECORD, entry.entry().seq(), why);
    }

    private static Optional<Object> text(ExaminedEntry entry) {
        return Optional.ofNullable(entry.leaf().get("contentHash"));
    }

    /** The open one that it is of. */
    private Optional<Round> round(ExaminedEntry entry) {
        return text(entry).map(open::get).filter(round -> round.isOf(entry));
    }

    /** A text is signed once: whoever can append has those of all entries. */
    private boolean isNew(ExaminedEntry entry, Round round) {
        var nonce = entry.signed().get("nonce");
        if (nonce == null || round.nonces.add(nonce)) {
            return true;
        }
        findings.add(
                Verdict.SIGNATURE_NOT_FOR_RECORD,
                entry.entry().seq(),
                "its signature is that of an earlier entry");
        return false;
    }

    private Optional<CarriedApproval> approved(ExaminedEntry entry, @Nullable Round round) {
        if (round == null) {
            refuse(entry, "no review of this text was open");
            return Optional.empty();
        }
        var lacks = round.lacksForApproval();
        if (lacks.isPresent()) {
            refuse(entry, lacks.get());
            return Optional.empty();
        }
        if (round.partlyTold) {
            unchecked++;
        }
        open.remove(entry.leaf().get("contentHash"));
        return Optional.of(round.carries(entry));
    }

    private void refuse(ExaminedEntry entry, String why) {
        findings.add(
                Verdict.SIGNATURE_NOT_FOR_RECORD,
                entry.entry().seq(),
                "an approval that nobody could give: " + why);
    }

    /** @return sentences for people */
    List<String> end() {
        return unchecked == 0
                ? List.of()
                : List.of(
                        "approvals of which it is redacted or withheld who signed, and what, and was not checked: "
                                + unchecked);
    }

    private static boolean isSigned(ExaminedEntry entry) {
        return ExaminedEntry.isCommitment(entry.leaf().get("signature"))
                && !"".equals(entry.disclosed().get("signature"));
    }

    /** @param meaning {@code null} where it is not told */
    private record Judged(long number, @Nullable String meaning, CarriedApproval.Verdict verdict) {

        /** Of two of one person; an entry that comes again takes the place of nothing. */
        Judged newer(Judged other) {
            return other.number > number ? other : this;
        }

        /** By one of whoever's, who is not told: it may say anything now, and stands as it was told where that was for the text. */
        Judged perhapsReplacedBy(Judged correction) {
            if (number != correction.number - 1) {
                return this;
            }
            return says(APPROVE) ? new Judged(correction.number, null, verdict) : correction;
        }

        boolean says(String word) {
            return word.equals(meaning);
        }
    }

    /** @param by {@code null} where it is not told, as {@code meaning} */
    private record Decided(@Nullable String by, @Nullable String meaning, boolean signed) {

        boolean isByTheProcess() {
            return by == null ? !signed : by.equals(ExaminedEntry.PROCESS);
        }
    }

    /** A text before the board, and what was said of it. */
    private static final class Round {

        private final @Nullable Object number;
        private final @Nullable Object revision;
        private final @Nullable String article;
        private final @Nullable String quorum;
        private final @Nullable String slots;

        /** The verdicts that count, by user name; where that is not told, by position. */
        private final Map<Object, Judged> inForce = new LinkedHashMap<>();

        private final Set<Object> nonces = new HashSet<>();

        private @Nullable Decided decided;

        /** Whether something that the approval stands on has to be taken for what it should be. */
        private boolean partlyTold;

        Round(ExaminedEntry opened) {
            number = opened.leaf().get("round");
            revision = opened.leaf().get("revision");
            article = opened.disclosed().get("article");
            quorum = opened.hides("quorum") ? opened.disclosed().get("quorum") : "";
            slots = opened.disclosed().get("slots");
            partlyTold = quorum == null;
        }

        boolean isOf(ExaminedEntry entry) {
            var told = entry.disclosed().get("article");
            return number != null
                    && number.equals(entry.leaf().get("round"))
                    && revision != null
                    && revision.equals(entry.leaf().get("revision"))
                    && (told == null || article == null || told.equals(article));
        }

        void judged(ExaminedEntry entry) {
            if (!isSigned(entry) || !entry.hides("actor") || !entry.hides("meaning")) {
                return;
            }
            var by = entry.disclosed().get("actor");
            var number = entry.leaf().get("number") instanceof Long told ? told : 1;
            var judged =
                    new Judged(
                            number,
                            entry.disclosed().get("meaning"),
                            CarriedApproval.Verdict.of(entry));
            partlyTold |= by == null;
            if (number == 1 || by != null && inForce.containsKey(by)) {
                inForce.merge(
                        by == null ? (Object) entry.entry().seq() : by, judged, Judged::newer);
            } else if (by == null) { // it took the place of one of these, and nobody can tell which
                inForce.replaceAll((_, earlier) -> earlier.perhapsReplacedBy(judged));
            } else { // that of one of which it is not told whose it was
                inForce.keySet().stream()
                        .filter(Long.class::isInstance)
                        .findFirst()
                        .ifPresent(
                                untold -> {
                                    inForce.remove(untold);
                                    inForce.put(by, judged);
                                });
            }
        }

        void decided(ExaminedEntry entry) {
            if (!entry.hides("actor") || !entry.hides("meaning")) {
                return;
            }
            decided =
                    new Decided(
                            entry.disclosed().get("actor"),
                            entry.disclosed().get("meaning"),
                            isSigned(entry));
            partlyTold |= decided.by == null;
        }

        /** What keeps the round from having approved the text; the rest of a sentence. */
        Optional<String> lacksForApproval() {
            var decision = decided;
            if (decision == null) {
                return Optional.of("nothing was decided");
            }
            if (decision.meaning != null && !decision.meaning.equals(APPROVE)) {
                return Optional.of("something else was decided");
            }
            return decision.isByTheProcess() ? lacksForRule() : lacksForPerson(decision);
        }

        CarriedApproval carries(ExaminedEntry approval) {
            return CarriedApproval.of(
                    approval,
                    inForce.values().stream()
                            .filter(this::mayApprove)
                            .map(Judged::verdict)
                            .distinct()
                            .sorted(Comparator.comparing(CarriedApproval.Verdict::seq))
                            .toList());
        }

        private Optional<String> lacksForRule() {
            return inForce.values().stream().allMatch(this::mayApprove)
                    ? lacksVerdicts(slots == null ? 1 : slots.split(",", -1).length)
                    : Optional.of("the process decided, and not all verdicts are for it");
        }

        private Optional<String> lacksForPerson(Decided decision) {
            if (!decision.signed) {
                return Optional.of("nobody signed the decision");
            }
            if (decision.by != null && inForce.containsKey(decision.by)) {
                return Optional.of("who decided had given a verdict");
            }
            if (inForce.values().stream().anyMatch(verdict -> verdict.says(REJECT))) {
                return Optional.of("a verdict rejects the text");
            }
            if (inForce.values().stream().noneMatch(this::mayApprove)) {
                return Optional.of("no verdict is for it");
            }
            return lacksVerdicts(quorum == null ? 1 : count(quorum));
        }

        private Optional<String> lacksVerdicts(int needed) {
            return inForce.size() >= needed
                    ? Optional.empty()
                    : Optional.of(
                            "of the verdicts that the round asked for, %d are signed"
                                    .formatted(inForce.size()));
        }

        private boolean mayApprove(Judged verdict) {
            return verdict.meaning == null || verdict.says(APPROVE);
        }

        private static int count(String told) {
            return COUNT.matcher(told).matches() ? Integer.parseInt(told) : Integer.MAX_VALUE;
        }
    }
}
