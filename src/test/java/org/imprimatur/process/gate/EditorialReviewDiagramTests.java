package org.imprimatur.process.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.UserTask;
import org.flowable.validation.ProcessValidatorFactory;
import org.flowable.validation.ValidationError;
import org.junit.jupiter.api.Test;

/** The product's own diagram, as the gate and the engine read it. */
class EditorialReviewDiagramTests {

    static final Path FILE = Path.of("processes/editorial-review.bpmn20.xml");

    final byte[] diagram = read();
    final BpmnModel engineView = asTheEngineReads(diagram);

    @Test
    void passesTheGate() throws RefusedProcess {
        var checked = new ProcessGate(Words.RULES).check(diagram);

        assertThat(checked.key()).isEqualTo("editorialReview");
        assertThat(checked.userTasks()).containsExactlyInAnyOrder("review", "decide");
        assertThat(checked.messages())
                .containsExactlyInAnyOrder("withdrawalRequested", "newerRevisionSubmitted");
        assertThat(checked.literals())
                .containsExactlyInAnyOrder("APPROVE", "REQUEST_CHANGES", "REJECT");
        assertThat(checked.candidateGroups()).containsExactly("CHIEF_EDITOR");
        assertThat(checked.collections()).containsExactly("slotsOfRound");
        assertThat(checked.variables())
                .containsExactlyInAnyOrder(
                        "deskPassed",
                        "slots",
                        "specialty",
                        "vetoed",
                        "remindAt",
                        "overdueAt",
                        "outcome");
    }

    /** Every word of the rules has its place, so the rules are no wider than the diagram. */
    @Test
    void usesEveryStep() throws RefusedProcess {
        assertThat(new ProcessGate(Words.RULES).check(diagram).steps()).isEqualTo(Words.STEPS);
    }

    @Test
    void isValidForTheEngine() {
        assertThat(errors(engineView)).isEmpty();
    }

    @Test
    void readsItsSlotsThroughOurCollection() {
        var loop = ((UserTask) engineView.getFlowElement("review")).getLoopCharacteristics();

        assertThat(loop.isSequential()).isFalse();
        assertThat(loop.getHandler().getImplementation()).isEqualTo("${slotsOfRound}");
        assertThat(loop.getInputDataItem()).isEqualTo("${slots}");
        assertThat(loop.getElementVariable()).isEqualTo("specialty");
        assertThat(loop.getCompletionCondition()).isEqualTo("${vetoed == true}");
    }

    @Test
    void isDrawnCompletely() {
        var process = engineView.getMainProcess();

        assertThat(process.findFlowElementsOfType(FlowNode.class))
                .isNotEmpty()
                .allSatisfy(
                        node ->
                                assertThat(engineView.getGraphicInfo(node.getId()))
                                        .as(node.getId())
                                        .isNotNull());
        assertThat(process.findFlowElementsOfType(SequenceFlow.class))
                .isNotEmpty()
                .allSatisfy(
                        flow ->
                                assertThat(engineView.getFlowLocationGraphicInfo(flow.getId()))
                                        .as(flow.getId())
                                        .hasSizeGreaterThan(1));
    }

    /** Tasks are verbs, events participles, flows say where to: the names on screens and in the trail come from here. */
    @Test
    void namesItsFlowsByWhereTheyLead() {
        assertThat(engineView.getMainProcess().findFlowElementsOfType(SequenceFlow.class))
                .allSatisfy(flow -> assertThat(flow.getId()).matches("to[A-Z][A-Za-z]+"));
    }

    static BpmnModel asTheEngineReads(byte[] diagram) {
        return new BpmnXMLConverter()
                .convertToBpmnModel(() -> new ByteArrayInputStream(diagram), true, false, "UTF-8");
    }

    static List<String> errors(BpmnModel model) {
        return new ProcessValidatorFactory()
                .createDefaultProcessValidator().validate(model).stream()
                        .filter(error -> !error.isWarning())
                        .map(ValidationError::toString)
                        .toList();
    }

    private static byte[] read() {
        try {
            return Files.readAllBytes(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
