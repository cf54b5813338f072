package org.imprimatur.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.FlowElementsContainer;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.SubProcess;
import org.flowable.bpmn.model.UserTask;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.Outcome;
import org.imprimatur.people.Role;
import org.imprimatur.process.gate.CheckedProcess;
import org.imprimatur.process.gate.ProcessGate;
import org.imprimatur.process.gate.RefusedProcess;
import org.imprimatur.review.OutcomeRule;
import org.junit.jupiter.api.Test;

/** The diagram and the code name the same things, and the diagram can do no more than the safety relation. */
class EditorialReviewTests {

    final byte[] file = read();
    final CheckedProcess diagram = checked(file);

    @Test
    void hasTheNamesOfTheDiagramAndNoOthers() {
        assertThat(diagram.key()).isEqualTo(EditorialReview.KEY);
        assertThat(diagram.steps()).isEqualTo(EditorialReview.STEPS);
        assertThat(diagram.userTasks())
                .containsExactlyInAnyOrder(EditorialReview.REVIEW, EditorialReview.DECIDE);
        assertThat(diagram.messages()).isEqualTo(EditorialReview.MESSAGES);
        assertThat(diagram.collections()).containsExactly(EditorialReview.SLOTS_OF_ROUND);
        assertThat(diagram.candidateGroups()).containsExactly(Role.CHIEF_EDITOR.name());
        assertThat(diagram.variables())
                .containsExactlyInAnyOrder(
                        EditorialReview.SLOTS.name(),
                        EditorialReview.SPECIALTY,
                        EditorialReview.REMIND_AT.name(),
                        EditorialReview.OVERDUE_AT.name(),
                        EditorialReview.DESK_PASSED.name(),
                        EditorialReview.VETOED.name(),
                        EditorialReview.OUTCOME.name());
    }

    @Test
    void comparesTheOutcomeWithWhatTheBoardCanDecide() {
        assertThat(diagram.literals()).isEqualTo(names(Outcome.values()));
        assertThat(names(OutcomeRule.values()))
                .isSubsetOf(with(diagram.literals(), EditorialReview.UNDECIDED));
        assertThat(diagram.literals()).doesNotContain(EditorialReview.UNDECIDED);
    }

    @Test
    void namesEveryConstantOnce() {
        var constants =
                Arrays.stream(EditorialReview.class.getDeclaredFields())
                        .filter(field -> field.getType() == String.class)
                        .map(
                                field -> {
                                    try {
                                        return (String) field.get(null);
                                    } catch (IllegalAccessException hidden) {
                                        throw new AssertionError(hidden);
                                    }
                                })
                        .toList();

        assertThat(constants).doesNotHaveDuplicates();
        assertThat(constants).containsAll(EditorialReview.STEPS);
    }

    @Test
    void movesAStatusOnlyWithinTheSafetyRelation() {
        assertThat(StatusPlay.outsideTheRelation(file)).isEmpty();
    }

    @Test
    void reachesEveryStatusThatAReviewCanEndIn() {
        assertThat(StatusPlay.reached(file))
                .containsExactlyInAnyOrder(
                        ArticleStatus.SUBMITTED,
                        ArticleStatus.UNDER_REVIEW,
                        ArticleStatus.APPROVED,
                        ArticleStatus.CHANGES_REQUESTED,
                        ArticleStatus.REJECTED,
                        ArticleStatus.WITHDRAWN);
    }

    /** The play is worth something only if it notices. */
    @Test
    void wouldBeSeenToRejectAtTheDesk() {
        var rejecting =
                text().replace(
                                "sourceRef=\"deskResult\" targetRef=\"requestChanges\"",
                                "sourceRef=\"deskResult\" targetRef=\"rejectArticle\"");

        assertThat(StatusPlay.outsideTheRelation(rejecting.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("rejectArticle: SUBMITTED to REJECTED");
    }

    /** Every token through the diagram, with the status that the article would have there. */
    record StatusPlay(FlowNode at, ArticleStatus status) {

        static List<String> outsideTheRelation(byte[] bpmn) {
            var outside = new ArrayList<String>();
            play(bpmn, outside);
            return outside;
        }

        static Set<ArticleStatus> reached(byte[] bpmn) {
            return play(bpmn, new ArrayList<>());
        }

        private static Set<ArticleStatus> play(byte[] bpmn, List<String> outside) {
            BpmnModel model =
                    new BpmnXMLConverter()
                            .convertToBpmnModel(
                                    () -> new ByteArrayInputStream(bpmn), true, false, "UTF-8");
            var seen = new HashSet<StatusPlay>();
            var reached = new HashSet<ArticleStatus>();
            var open = new ArrayDeque<StatusPlay>();
            open.add(new StatusPlay(start(model.getMainProcess()), ArticleStatus.SUBMITTED));
            while (!open.isEmpty()) {
                var here = open.remove();
                if (seen.add(here)) {
                    for (var after : here.statusesAfter()) {
                        if (after != here.status && !here.status.mayBecome(after)) {
                            outside.add(here.at.getId() + ": " + here.status + " to " + after);
                        }
                        reached.add(after);
                        here.next().forEach(node -> open.add(new StatusPlay(node, after)));
                    }
                }
            }
            return reached;
        }

        private List<ArticleStatus> statusesAfter() {
            return switch (at) {
                // the first claim begins the review; until then the task waits as it is
                case UserTask task when task.getId().equals(EditorialReview.REVIEW) ->
                        List.of(ArticleStatus.UNDER_REVIEW);
                case ServiceTask step ->
                        List.of(
                                switch (step.getId()) {
                                    case EditorialReview.APPROVE_ARTICLE -> ArticleStatus.APPROVED;
                                    case EditorialReview.REQUEST_CHANGES ->
                                            ArticleStatus.CHANGES_REQUESTED;
                                    case EditorialReview.REJECT_ARTICLE -> ArticleStatus.REJECTED;
                                    case EditorialReview.WITHDRAW_ARTICLE ->
                                            ArticleStatus.WITHDRAWN;
                                    case EditorialReview.SUPERSEDE_ROUND -> ArticleStatus.SUBMITTED;
                                    default -> status;
                                });
                default -> List.of(status);
            };
        }

        private List<FlowNode> next() {
            var next = new ArrayList<FlowNode>();
            if (at instanceof SubProcess inner) {
                next.add(start(inner));
            } else {
                at.getOutgoingFlows()
                        .forEach(flow -> next.add((FlowNode) flow.getTargetFlowElement()));
            }
            if (at instanceof EndEvent && at.getSubProcess() != null) {
                at.getSubProcess()
                        .getOutgoingFlows()
                        .forEach(flow -> next.add((FlowNode) flow.getTargetFlowElement()));
            }
            if (at instanceof UserTask task) { // only what waits can be interrupted
                next.addAll(task.getBoundaryEvents());
                for (var around = at.getSubProcess();
                        around != null;
                        around = around.getSubProcess()) {
                    next.addAll(around.getBoundaryEvents());
                }
            }
            return next;
        }

        private static FlowNode start(FlowElementsContainer scope) {
            return (FlowNode)
                    scope.getFlowElements().stream()
                            .filter(StartEvent.class::isInstance)
                            .findFirst()
                            .orElseThrow();
        }
    }

    static byte[] read() {
        try {
            return Files.readAllBytes(Path.of("processes", EditorialReview.FILE));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static String text() {
        return new String(read(), StandardCharsets.UTF_8);
    }

    private static CheckedProcess checked(byte[] bpmn) {
        try {
            return new ProcessGate(EditorialReview.gateRules(Set.of())).check(bpmn);
        } catch (RefusedProcess refused) {
            throw new AssertionError(refused);
        }
    }

    private static Set<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    private static Set<String> with(Set<String> names, String another) {
        var all = new HashSet<>(names);
        all.add(another);
        return all;
    }
}
