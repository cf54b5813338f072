package org.imprimatur.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.process.diagram.Drawing;
import org.imprimatur.process.diagram.Stop;
import org.imprimatur.process.diagram.TakenPath;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The diagrams that were ever in force, from our own copies: a page that shows one does not ask the engine.
 */
@Service
@Transactional(readOnly = true)
public class ReviewPaths {

    /** What a round is known to have reached, in the words of its record. */
    public enum Milestone {
        DESK_CHECK(EditorialReview.CHECK_DESK),
        REVIEW(EditorialReview.REVIEW),
        REMINDER(EditorialReview.REMIND_REVIEWERS),
        OVERDUE(EditorialReview.REPORT_OVERDUE),
        CONCLUSION(EditorialReview.CONCLUDE_REVIEW),
        CHIEF_EDITOR(EditorialReview.DECIDE),
        APPROVED(EditorialReview.APPROVE_ARTICLE),
        CHANGES_REQUESTED(EditorialReview.REQUEST_CHANGES),
        REJECTED(EditorialReview.REJECT_ARTICLE),
        WITHDRAWN(EditorialReview.WITHDRAW_ARTICLE),
        SUPERSEDED(EditorialReview.SUPERSEDE_ROUND);

        private final String step;

        Milestone(String step) {
            this.step = step;
        }

        /** As the diagram calls it. */
        public String step() {
            return step;
        }
    }

    private static final Set<String> KNOWN =
            Stream.of(Milestone.values()).map(Milestone::step).collect(Collectors.toSet());

    private final JdbcClient jdbc;

    ReviewPaths(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A diagram that is or was in force.
     *
     * @param file byte for byte what was deployed
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    public record Diagram(int version, byte[] file) {

        /** SHA-256 of the file, hexadecimal: the one in the trail's PROCESS_DEPLOYED. */
        public String hash() {
            return DeployProcess.sha256(file);
        }

        public Drawing drawing() {
            return Drawing.of(file);
        }
    }

    public Optional<Diagram> diagram(int version) {
        return jdbc.sql("SELECT file FROM process_diagram WHERE process_key = ? AND version = ?")
                .params(EditorialReview.KEY, version)
                .query((row, _) -> new Diagram(version, row.getBytes(1)))
                .optional();
    }

    /** @param ended whether the round is over */
    public static TakenPath path(Drawing drawing, List<Stop> reached, boolean ended) {
        return TakenPath.of(drawing, reached, KNOWN, ended);
    }
}
