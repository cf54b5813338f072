package org.imprimatur.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final RememberedApprovals remembered;
    private CarriedApprovals reviews = new CarriedApprovals();
    private long next;

    /** @param filed under which article the database has it */
    private record Filed(TrailEntry entry, @Nullable UUID filed) {}

    ApprovalFold(JdbcClient jdbc, RememberedApprovals remembered) {
        this.jdbc = jdbc;
        this.remembered = remembered;
    }

    /**
     * Reads on, and returns when all approvals below this size are remembered on disk. From the beginning where that was lost,
     * or where the trail is a shorter one.
     */
    void follow(long size) {
        if (!remembered.isThere() || size < next) {
            reviews = new CarriedApprovals();
            next = 0;
        }
        remembered.add(List.of());
        while (next < size) {
            var approvals = new ArrayList<Approval>();
            for (var read : read(size)) {
                reviews.entry(read.entry())
                        .filter(said -> !isRemembered(said))
                        .flatMap(said -> approval(said, read.filed()))
                        .ifPresent(approvals::add);
                next = read.entry().seq() + 1;
            }
            remembered.add(approvals);
        }
    }

    private boolean isRemembered(CarriedApprovals.Approval said) {
        return remembered
                .at(said.seq())
                .filter(known -> known.leaf().equals(said.leaf()))
                .isPresent();
    }

    /** One that nothing says the article of is nobody's badge. */
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
