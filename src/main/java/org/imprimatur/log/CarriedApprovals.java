package org.imprimatur.log;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows reviews entry by entry and says of each approval which verdicts carry it: {@link SignedApprovals}, for whoever asks
 * of one approval rather than of the whole trail. A review of which one entry contradicts itself carries nothing: what that
 * entry was may have been against it. Nor does one with an entry whose signature is no text, or is of a key that nobody had.
 */
public final class CarriedApprovals {

    private final Findings findings = new Findings();
    private final SignedApprovals approvals = new SignedApprovals(findings);
    private final SignedTexts texts = new SignedTexts(findings);
    private final RegisteredKeys passkeys = new RegisteredKeys(findings);
    private final boolean whole;

    private CarriedApprovals(boolean whole) {
        this.whole = whole;
    }

    /** Told every entry of the trail. */
    public static CarriedApprovals ofTheTrail() {
        return new CarriedApprovals(true);
    }

    /** Told what is about one text: whose passkeys there are stands elsewhere. */
    public static CarriedApprovals ofOneText() {
        return new CarriedApprovals(false);
    }

    /** Takes the round that this entry is of for none: what it was, nobody knows any more. */
    public void forget(TrailEntry entry) {
        approvals.forget(ExaminedEntry.of(entry, true));
    }

    /**
     * An entry that says APPROVED.
     *
     * @param leaf computed from its bytes
     * @param article as it discloses it, or the opening of its round; {@code null} where neither does
     * @param carried nothing where nobody gave it
     */
    public record Approval(
            long seq, Hash leaf, @Nullable String article, Optional<CarriedApproval> carried) {}

    /**
     * One of which is known already which verdicts carry it, as they tell of themselves.
     *
     * @return nothing where one of the entries contradicts itself or tells of another article
     */
    public static Optional<CarriedApproval> known(
            String article, TrailEntry approval, List<TrailEntry> verdicts) {
        var entries =
                Stream.concat(verdicts.stream(), Stream.of(approval))
                        .map(entry -> ExaminedEntry.of(entry, true))
                        .toList();
        return entries.stream().allMatch(entry -> saysNothingElse(article, entry))
                        && entries.stream()
                                .limit(verdicts.size())
                                .allMatch(CarriedApprovals::isForIt)
                ? Optional.of(
                        CarriedApproval.of(
                                entries.getLast(),
                                entries.stream()
                                        .limit(verdicts.size())
                                        .map(CarriedApproval.Verdict::of)
                                        .toList()))
                : Optional.empty();
    }

    private static boolean isForIt(ExaminedEntry verdict) {
        return verdict.isSilent() || "APPROVE".equals(verdict.disclosed().get("meaning"));
    }

    private static boolean saysNothingElse(String article, ExaminedEntry entry) {
        return entry.findings().isEmpty()
                && (entry.isSilent() || article.equals(entry.disclosed().get("article")));
    }

    /**
     * In the order of the trail.
     *
     * @return nothing where the entry says something else
     */
    public Optional<Approval> entry(TrailEntry entry) {
        var examined = ExaminedEntry.of(entry, true);
        var article =
                Optional.ofNullable(examined.disclosed().get("article"))
                        .or(() -> approvals.articleOf(examined));
        var before = findings.count(Verdict.SIGNATURE_NOT_FOR_RECORD);
        texts.entry(examined);
        if (whole) {
            passkeys.entry(examined);
        }
        var carried = approvals.entry(examined);
        if (!examined.findings().isEmpty()
                || findings.count(Verdict.SIGNATURE_NOT_FOR_RECORD) > before) {
            approvals.forget(examined);
            carried = Optional.empty();
        }
        return examined.action().equals("APPROVED")
                ? Optional.of(
                        new Approval(entry.seq(), examined.hash(), article.orElse(null), carried))
                : Optional.empty();
    }
}
