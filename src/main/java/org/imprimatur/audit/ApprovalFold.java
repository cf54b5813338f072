package org.imprimatur.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.imprimatur.audit.RememberedApprovals.Approval;
import org.imprimatur.log.CarriedApproval;
import org.imprimatur.log.CarriedApprovals;
import org.imprimatur.log.TrailEntry;
import org.imprimatur.log.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Follows the reviews of the trail as the signer signs it, and remembers of each approval which verdicts carry it. What is
 * edited, silenced or filed elsewhere after it was signed is too late for that.
 */
final class ApprovalFold {

    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final RememberedApprovals remembered;
    private CarriedApprovals reviews = CarriedApprovals.ofTheTrail();
    private long next;
    private int log;

    /** @param filed under which article the database has it */
    private record Filed(TrailEntry entry, @Nullable UUID filed) {}

    ApprovalFold(JdbcClient jdbc, RememberedApprovals remembered) {
        this.jdbc = jdbc;
        this.remembered = remembered;
    }

    /**
     * Reads on, and returns when all approvals below this size are remembered on disk. From the beginning where what was
     * remembered is lost, or where the log is another one: it may have been opened again over fewer entries.
     *
     * @param number of the log, as {@code log_origin} has it
     * @param isWriter asked before each part: what is remembered has one writer
     * @return whether all are; false where somebody else writes by now
     */
    boolean follow(int number, long size, BooleanSupplier isWriter) {
        if (!remembered.isThere() || number != log || size < next) {
            startOver();
            log = number;
        }
        try {
            remembered.add(List.of());
            while (next < size) {
                if (!isWriter.getAsBoolean()) {
                    startOver();
                    return false;
                }
                remembered.add(readOn(size));
            }
            return true;
        } catch (RuntimeException notWritten) {
            startOver();
            throw notWritten;
        }
    }

    private void startOver() {
        reviews = CarriedApprovals.ofTheTrail();
        next = 0;
    }

    private List<Approval> readOn(long size) {
        var approvals = new ArrayList<Approval>();
        var read = read(size);
        var agreed =
                EntryRows.redactions(
                        jdbc,
                        read.stream()
                                .map(Filed::entry)
                                .filter(TrailEntry::isSilent)
                                .map(TrailEntry::seq)
                                .toList());
        for (var filed : read) {
            var entry = filed.entry();
            if (entry.isSilent() && !agreed.containsKey(entry.seq())) {
                reviews.forget(entry); // it may have said anything
                next = entry.seq() + 1;
                continue;
            }
            reviews.entry(entry)
                    .flatMap(
                            said ->
                                    approval(
                                            said,
                                            agreed.containsKey(said.seq()) ? filed.filed() : null))
                    .filter(this::isNew)
                    .ifPresent(approvals::add);
            next = entry.seq() + 1;
        }
        return approvals;
    }

    /**
     * What is remembered of an entry stays, and may only be completed: it was seen as it was signed, and what the database
     * says of it now may be less.
     */
    private boolean isNew(Approval approval) {
        var known = remembered.at(approval.seq());
        return known.filter(before -> before.leaf().equals(approval.leaf()))
                .map(
                        before ->
                                before.verdicts().isEmpty()
                                        && !approval.verdicts().isEmpty()
                                        && before.article().equals(approval.article()))
                .orElse(true);
    }

    /**
     * One that nothing says the article of is nobody's badge.
     *
     * @param filed where the database has it, of one that was redacted
     */
    private static Optional<Approval> approval(
            CarriedApprovals.Approval said, @Nullable UUID filed) {
        return article(said.article())
                .or(() -> Optional.ofNullable(filed))
                .map(
                        article ->
                                new Approval(
                                        said.seq(),
                                        article,
                                        said.leaf(),
                                        verdicts(said.carried())));
    }

    private static Optional<UUID> article(@Nullable String told) {
        try {
            return Optional.ofNullable(told).map(UUID::fromString);
        } catch (IllegalArgumentException noArticle) {
            return Optional.empty();
        }
    }

    private static List<Long> verdicts(Optional<CarriedApproval> carried) {
        return carried.map(CarriedApproval::verdicts).orElse(List.of()).stream()
                .map(CarriedApproval.Verdict::seq)
                .toList();
    }

    /** Never empty: what is missing was said by whoever held the entries against the tree. */
    private List<Filed> read(long size) {
        var found =
                jdbc.sql(
                                "SELECT p.article, "
                                        + EntryRows.COLUMNS
                                        + " FROM "
                                        + EntryRows.TABLES
                                        + " WHERE l.seq >= ? AND l.seq < ? ORDER BY l.seq")
                        .params(next, Math.min(size, next + BATCH))
                        .query(
                                (row, _) ->
                                        new Filed(
                                                EntryRows.entry(row),
                                                row.getObject("article", UUID.class)))
                        .list();
        if (found.isEmpty()) {
            throw new Unsignable(Verdict.GAP, "there is no entry " + next);
        }
        return found;
    }
}
