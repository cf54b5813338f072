package org.imprimatur.process.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way through the real diagram, and through one that an operator has changed. */
class TakenPathTests {

    static final Instant T = Instant.parse("2026-03-01T08:00:00Z");
    static final Set<String> KNOWN =
            Set.of(
                    "checkDesk",
                    "review",
                    "remindReviewers",
                    "reportOverdue",
                    "concludeReview",
                    "decide",
                    "approveArticle",
                    "requestChanges",
                    "rejectArticle",
                    "withdrawArticle",
                    "supersedeRound");
    static final Drawing DRAWING = drawing(text());

    @Test
    void leadsThroughTheRuleToApproval() {
        var path = path(true, "checkDesk", "review", "concludeReview", "approveArticle");

        assertThat(ids(path))
                .containsExactly(
                        "submitted",
                        "judgeRevision",
                        "judgingStarted",
                        "checkDesk",
                        "deskResult",
                        "review",
                        "concludeReview",
                        "reviewResult",
                        "approveArticle",
                        "approved",
                        "judged");
        assertThat(path.flows())
                .contains("toReviewing", "toApprovingByRule", "toApproved", "toJudged")
                .doesNotContain("toDeciding", "toApprovingByDecision", "toRequestingAfterDesk");
        assertThat(path.current()).isNull();
        assertThat(answer(path, "deskResult")).isEqualTo("yes");
        assertThat(answer(path, "reviewResult")).isEqualTo("all approve");
    }

    @Test
    void leadsThroughTheRuleToChanges() {
        var path = path(true, "checkDesk", "review", "concludeReview", "requestChanges");

        assertThat(path.flows()).contains("toRequestingByRule").doesNotContain("toDeciding");
        assertThat(ids(path)).endsWith("requestChanges", "changesRequested", "judged");
    }

    @Test
    void turnsBackAtTheDesk() {
        var path = path(true, "checkDesk", "requestChanges");

        assertThat(ids(path)).doesNotContain("review").endsWith("changesRequested", "judged");
        assertThat(path.flows()).contains("toRequestingAfterDesk");
        assertThat(answer(path, "deskResult")).isEqualTo("no");
    }

    @Test
    void leadsByTheChiefEditor() {
        var path = path(true, "checkDesk", "review", "concludeReview", "decide", "rejectArticle");

        assertThat(ids(path)).containsSubsequence("reviewResult", "decide", "decision", "rejected");
        assertThat(path.flows())
                .contains("toDeciding", "toRejectingByDecision")
                .doesNotContain("toApprovingByRule", "toRequestingByRule");
        assertThat(answer(path, "decision")).isEqualTo("reject");
    }

    @Test
    void leavesByTheEventWhereItIsWithdrawn() {
        var path = path(true, "checkDesk", "review", "withdrawArticle");

        assertThat(ids(path))
                .endsWith("review", "withdrawalRequested", "withdrawArticle", "withdrawn")
                .doesNotContain("judged", "concludeReview");
    }

    @Test
    void leavesByTheEventWhereANewerRevisionComes() {
        var path = path(true, "checkDesk", "review", "concludeReview", "decide", "supersedeRound");

        assertThat(ids(path))
                .endsWith("decide", "newerRevisionSubmitted", "supersedeRound", "superseded");
    }

    @Test
    void goesOnBesideAReminder() {
        var path =
                path(
                        true,
                        "checkDesk",
                        "review",
                        "remindReviewers",
                        "reportOverdue",
                        "concludeReview",
                        "approveArticle");

        assertThat(ids(path))
                .containsSubsequence(
                        "review", "reminderDue", "remindReviewers", "reviewersReminded")
                .containsSubsequence("reviewOverdue", "reportOverdue", "overdueReported")
                .containsSubsequence("concludeReview", "approveArticle", "judged");
        assertThat(path.flows()).contains("toConcluding");
        assertThat(path.passed().stream().filter(step -> step.node().id().equals("judged")))
                .as("reached once, by the approval and not by the reminder")
                .hasSize(1);
    }

    @Test
    void waitsWhereItIs() {
        var reviewing = path(false, "checkDesk", "review", "remindReviewers");
        var deciding = path(false, "checkDesk", "review", "concludeReview", "decide");

        assertThat(reviewing.current()).isEqualTo("review");
        assertThat(ids(reviewing)).doesNotContain("concludeReview", "judged");
        assertThat(deciding.current()).isEqualTo("decide");
        assertThat(ids(deciding)).endsWith("decide").doesNotContain("decision");
    }

    @Test
    void leadsThroughAStepThatTheCodeDoesNotKnow() {
        var changed =
                text().replace(
                                "sourceRef=\"review\" targetRef=\"concludeReview\"",
                                "sourceRef=\"review\" targetRef=\"lookAgain\"")
                        .replace(
                                "<serviceTask id=\"concludeReview\"",
                                """
                                <userTask id="lookAgain" name="Look again"/>
                                <sequenceFlow id="toConcludingAfterAll" sourceRef="lookAgain" targetRef="concludeReview"/>
                                <serviceTask id="concludeReview\"""")
                        .replace(
                                "<bpmndi:BPMNShape id=\"concludeReviewShape\"",
                                """
                                <bpmndi:BPMNShape id="lookAgainShape" bpmnElement="lookAgain"><dc:Bounds x="1" y="2" width="3" height="4"/></bpmndi:BPMNShape>
                                <bpmndi:BPMNEdge id="againEdge" bpmnElement="toConcludingAfterAll"><di:waypoint x="1" y="2"/></bpmndi:BPMNEdge>
                                <bpmndi:BPMNShape id="concludeReviewShape\"""");

        var path =
                TakenPath.of(
                        drawing(changed),
                        stops("checkDesk", "review", "concludeReview", "approveArticle"),
                        KNOWN,
                        true);

        assertThat(ids(path)).containsSubsequence("review", "lookAgain", "concludeReview");
        assertThat(path.unplaced()).isEmpty();
    }

    @Test
    void saysWhatTheDiagramDoesNotLeadTo() {
        var path = path(false, "checkDesk", "translate");

        assertThat(path.unplaced()).containsExactly("translate");
        assertThat(path.current()).isEqualTo("checkDesk");
    }

    @Test
    void neverLeadsThroughAStepThatWasNotRecorded() {
        var path = path(true, "checkDesk", "approveArticle");

        assertThat(path.unplaced()).containsExactly("approveArticle");
        assertThat(ids(path)).doesNotContain("approved");
    }

    @Test
    void keepsWhenAStepWasReachedAndLeft() {
        var path =
                TakenPath.of(
                        DRAWING,
                        List.of(
                                Stop.at("checkDesk", T),
                                new Stop("review", T, T.plusSeconds(60)),
                                Stop.at("concludeReview", T.plusSeconds(60))),
                        KNOWN,
                        false);

        var review = path.passed().get(path.place("review") - 1);
        assertThat(review.from()).isEqualTo(T);
        assertThat(review.until()).isEqualTo(T.plusSeconds(60));
        assertThat(path.place("decide")).isZero();
    }

    static TakenPath path(boolean ended, String... steps) {
        return TakenPath.of(DRAWING, stops(steps), KNOWN, ended);
    }

    private static List<Stop> stops(String... steps) {
        return List.of(steps).stream().map(step -> Stop.at(step, T)).toList();
    }

    private static List<String> ids(TakenPath path) {
        return path.passed().stream().map(step -> step.node().id()).toList();
    }

    private static String answer(TakenPath path, String gateway) {
        return String.valueOf(path.passed().get(path.place(gateway) - 1).answer());
    }

    static Drawing drawing(String bpmn) {
        return Drawing.of(bpmn.getBytes(StandardCharsets.UTF_8));
    }

    static String text() {
        try {
            return Files.readString(Path.of("processes", "editorial-review.bpmn20.xml"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
