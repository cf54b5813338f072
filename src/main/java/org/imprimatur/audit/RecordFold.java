package org.imprimatur.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.imprimatur.audit.EntryMarks.Disclosure;
import org.imprimatur.audit.EntryMarks.Mark;
import org.imprimatur.audit.EntryMarks.Place;
import org.imprimatur.review.ProvenApprovals;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of one article tell, taken in their order. An entry that is not what was signed is listed among the
 * events and believed nowhere; what it discloses is printed only where it fits.
 */
final class RecordFold {

    /** One page holds about thirty; nobody reads more of them on paper, and all of them must fit into memory. */
    private static final int MOST_EVENTS = 3_000;

    private static final Set<String> SIGNED = Set.of("RECOMMENDED", "CORRECTED", "DECIDED");
    private static final Set<String> OUTCOMES = Set.of("APPROVED", "CHANGES_REQUESTED", "REJECTED");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final List<Coverage.Approved> proven;
    private final NavigableMap<Integer, RecordSheet.Text> texts = new TreeMap<>();
    private final NavigableMap<Integer, Round> rounds = new TreeMap<>();
    private final List<RecordSheet.Event> events = new ArrayList<>();
    private @Nullable String status;
    private boolean statusProven;
    private long entries;
    private long pending;
    private long broken;

    /** @param proven approvals of the article: only these are plainly called so */
    RecordFold(List<Coverage.Approved> proven) {
        this.proven = proven;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** A round while its entries are read. */
    private static final class Round {

        private final int number;
        private final int revision;
        private final @Nullable String contentHash;
        private final @Nullable Integer policy;
        private final String openedAt;
        private final List<RecordSheet.Signature> signatures = new ArrayList<>();
        private String outcome = "OPEN";
        private @Nullable String closedAt;

        private Round(int number, int revision, Trail.Entry first) {
            this.number = number;
            this.revision = revision;
            this.contentHash = first.contentHash();
            this.policy = first.policy();
            this.openedAt = time(first.at());
        }

        private void close(String how, Instant at) {
            if (closedAt == null) {
                outcome = how;
                closedAt = time(at);
            }
        }

        /** A later verdict of the same person takes the place of the one that counts. */
        private void sign(RecordSheet.Signature signature, boolean corrects) {
            var signer = signature.username();
            if (corrects && signer != null) {
                signatures.replaceAll(
                        earlier ->
                                earlier.supersededBy() == null && signer.equals(earlier.username())
                                        ? earlier.supersededBy(signature.seq())
                                        : earlier);
            }
            signatures.add(signature);
        }

        private List<Coverage.Approved> among(List<Coverage.Approved> approvals) {
            return approvals.stream()
                    .filter(
                            approval ->
                                    contentHash != null
                                            && approval.isOf(number, revision, contentHash))
                    .toList();
        }

        private List<Long> withdrawn(List<Coverage.Approved> approvals) {
            var carrying =
                    among(approvals).stream()
                            .flatMap(approval -> approval.verdicts().stream())
                            .map(Coverage.Verdict::seq)
                            .toList();
            return carrying.isEmpty() || !outcome.equals("APPROVED")
                    ? List.of()
                    : signatures.stream()
                            .filter(RecordSheet.Signature::carries)
                            .map(RecordSheet.Signature::seq)
                            .filter(seq -> !carrying.contains(seq))
                            .toList();
        }

        private RecordSheet.Round told(List<Coverage.Approved> approvals) {
            return new RecordSheet.Round(
                    number,
                    revision,
                    contentHash,
                    policy,
                    openedAt,
                    closedAt,
                    ProvenApprovals.word(outcome, !among(approvals).isEmpty()),
                    List.copyOf(signatures));
        }
    }

    void take(Trail.Entry entry, Mark mark) {
        var proof =
                new RecordSheet.Proof(
                        mark.place().name(),
                        mark.leaf(),
                        mark.disclosure().name(),
                        mark.redactedBy());
        entries++;
        pending += mark.place() == Place.PENDING ? 1 : 0;
        broken += mark.isGood() ? 0 : 1;
        if (events.size() < MOST_EVENTS) {
            events.add(event(entry, proof));
        }
        if (mark.leaf() && mark.place() != Place.NOT_IN_TREE) {
            believe(entry, mark, proof);
        }
    }

    private void believe(Trail.Entry entry, Mark mark, RecordSheet.Proof proof) {
        if (entry.to() != null) {
            status = entry.to();
            statusProven =
                    entry.action().equals("APPROVED")
                            ? isProven(entry)
                            : statusProven && status.equals("APPROVED");
        }
        var revision = entry.revision();
        if (revision == null) {
            closeOpen(entry);
            return;
        }
        var hash = mark.disclosure() == Disclosure.DOES_NOT_FIT ? null : entry.contentHash();
        var known = texts.get(revision);
        if (known == null || known.contentHash() == null) {
            texts.put(
                    revision,
                    new RecordSheet.Text(
                            revision, known == null ? time(entry.at()) : known.at(), hash));
        }
        if (entry.round() != null) {
            inRound(entry, entry.round(), revision, proof);
        } else {
            closeOpen(entry);
        }
    }

    private void inRound(Trail.Entry entry, int number, int revision, RecordSheet.Proof proof) {
        var round = rounds.computeIfAbsent(number, _ -> new Round(number, revision, entry));
        if (isSigned(entry)) {
            round.sign(signature(entry, proof), entry.action().equals("CORRECTED"));
        } else if (OUTCOMES.contains(entry.action())) {
            round.close(entry.action(), entry.at());
        } else if (entry.action().equals("ROUND_SUPERSEDED")) {
            round.close("SUPERSEDED", entry.at());
        }
    }

    /** A withdrawal names no round: it ends the one that is open. */
    private void closeOpen(Trail.Entry entry) {
        if (entry.action().equals("WITHDRAWN")) {
            rounds.values().forEach(round -> round.close("WITHDRAWN", entry.at()));
        }
    }

    /** A rule decides too, and signs nothing. */
    private static boolean isSigned(Trail.Entry entry) {
        return SIGNED.contains(entry.action()) && !entry.isByTheProcess();
    }

    private static RecordSheet.Signature signature(Trail.Entry entry, RecordSheet.Proof proof) {
        if (!proof.isDisclosed()) {
            return new RecordSheet.Signature(
                    entry.seq(),
                    time(entry.at()) + ", UTC",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    proof);
        }
        var given = entry.signature();
        return new RecordSheet.Signature(
                entry.seq(),
                given.map(RecordFold::moment).orElse(time(entry.at()) + ", UTC"),
                entry.details().get("name"),
                entry.actor(),
                entry.role(),
                entry.subject(),
                entry.meaning(),
                entry.contentHash(),
                words(entry.reason()),
                null,
                given.map(EntrySignature::text).orElse(null),
                proof);
    }

    private static String moment(EntrySignature given) {
        return given.zone() == null
                ? given.signedAt().toString()
                : given.signedAt() + ", " + given.zone();
    }

    /** Whether it is an approval that ended its round, and is carried. */
    private boolean isProven(Trail.Entry entry) {
        var round = entry.round();
        var revision = entry.revision();
        var hash = entry.contentHash();
        return round != null
                && revision != null
                && hash != null
                && proven.stream().anyMatch(approval -> approval.isOf(round, revision, hash));
    }

    private RecordSheet.Event event(Trail.Entry entry, RecordSheet.Proof proof) {
        var disclosed = proof.isDisclosed();
        return new RecordSheet.Event(
                entry.seq(),
                time(entry.at()),
                disclosed ? entry.actor() : null,
                disclosed ? entry.role() : null,
                entry.action(),
                entry.revision(),
                entry.moves() ? word(entry.to(), isProven(entry)) : null,
                disclosed && !isSigned(entry) ? words(entry.reason()) : null,
                proof);
    }

    private static @Nullable String words(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String word(@Nullable String status, boolean proven) {
        return status == null ? null : ProvenApprovals.word(status, proven);
    }

    /** The word for how the last entry left the article; {@code null} where none tells it. */
    @Nullable String status() {
        return word(status, statusProven);
    }

    long pending() {
        return pending;
    }

    long broken() {
        return broken;
    }

    /** Newest first. */
    List<RecordSheet.Text> texts() {
        return List.copyOf(texts.descendingMap().values());
    }

    List<RecordSheet.Round> rounds() {
        return rounds.values().stream().map(round -> round.told(proven)).toList();
    }

    List<RecordSheet.Event> events() {
        return events;
    }

    boolean hasMore() {
        return entries > events.size();
    }

    /** Verdicts that count here, and of which the signer knew better when it signed the approval: what followed is missing. */
    List<Long> withdrawn() {
        return rounds.values().stream().flatMap(round -> round.withdrawn(proven).stream()).toList();
    }

    /** The newest text that an entry tells; {@code null} where none tells one. */
    RecordSheet.@Nullable Text newestText() {
        return texts.descendingMap().values().stream()
                .filter(text -> text.contentHash() != null)
                .findFirst()
                .orElse(null);
    }

    /** Whether the newest text is told: what is after it may have been redacted, and asked another question. */
    boolean isNewestTold() {
        return !texts.isEmpty() && texts.lastEntry().getValue().contentHash() != null;
    }

    /**
     * What the tables tell otherwise than the entries.
     *
     * @param heads what a text says of itself and the article's row again, the text's first
     */
    List<RecordSheet.Otherwise> otherwise(
            String tableStatus,
            Map<String, Map.Entry<String, String>> heads,
            NavigableMap<Integer, String> tableTexts,
            NavigableMap<Integer, String> tableRounds) {
        var found = new ArrayList<RecordSheet.Otherwise>();
        if (!tableStatus.equals(status)) {
            found.add(new RecordSheet.Otherwise("status", 0, status, tableStatus));
        }
        heads.forEach(
                (what, told) -> {
                    if (!told.getKey().equals(told.getValue())) {
                        found.add(
                                new RecordSheet.Otherwise(what, 0, told.getKey(), told.getValue()));
                    }
                });
        var hashes = new TreeMap<Integer, String>();
        texts.forEach(
                (number, text) ->
                        hashes.put(
                                number,
                                Objects.requireNonNullElse(
                                        text.contentHash(), tableTexts.getOrDefault(number, "?"))));
        compare("revision", hashes, tableTexts, found);
        var told = new TreeMap<Integer, String>();
        rounds.forEach(
                (number, round) ->
                        told.put(number, round(round.revision, round.contentHash, round.outcome)));
        compare("round", told, tableRounds, found);
        return found;
    }

    /** How a round is compared. */
    static String round(int revision, @Nullable String contentHash, String outcome) {
        return revision + " " + contentHash + " " + outcome;
    }

    private static void compare(
            String what,
            NavigableMap<Integer, String> trail,
            NavigableMap<Integer, String> tables,
            List<RecordSheet.Otherwise> found) {
        var numbers = new TreeMap<>(trail);
        numbers.putAll(tables);
        for (var number : numbers.keySet()) {
            if (!Objects.equals(trail.get(number), tables.get(number))) {
                found.add(
                        new RecordSheet.Otherwise(
                                what, number, trail.get(number), tables.get(number)));
            }
        }
    }
}
