package org.imprimatur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.RuntimeService;
import org.imprimatur.SystemTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The second wall: diagrams that somebody brought to the engine around the gate. */
@SystemTest
class ReflectionWallTests {

    @Autowired RepositoryService definitions;
    @Autowired RuntimeService instances;
    @Autowired ProcessEngineConfiguration engine;
    @Autowired Map<String, ProcessStep> steps;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "#{''.getClass()}",
                "${''.class}",
                "${''['class']}",
                "${''.getClass().forName('java.lang.Runtime').getRuntime().exec('true')}",
                "${''.class.forName('java.lang.Runtime')}",
                "${(x -> x.getClass())('')}",
                "${text.length()}",
                "${text.getClass().getClassLoader()}",
                "${text.bytes}",
                "${execution.getCurrentFlowElement()}",
                "${execution.id}",
                "${execution.setVariable('a', 1)}",
                "${checkDesk.execute(execution)}",
                "${slotsOfRound.resolveCollection('a', null)}",
                "${checkDesk.class}",
                "${[1].getClass()}",
                "${{'a': 1}.getClass()}",
                "${true.getClass()}",
                "${1.getClass()}",
                "${text.a.b}"
            })
    void deniesWhatReachesIntoAValue(String expression) {
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> evaluate(expression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${people}",
                "${policies}",
                "${dataSource}",
                "${jdbcClient}",
                "${environment}",
                "${runtimeService}",
                "${processEngineConfiguration}",
                "${applicationContext}",
                "${reviewSteps}",
                "${changeArticleStatus}",
                "${articleTransitions}",
                "${systemProperties}"
            })
    void knowsNoBeanButOurSteps(String expression) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> evaluate(expression))
                .havingRootCause()
                .withMessageContaining("Cannot resolve identifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${text}", "${text == 'some'}", "${flag == true}", "${!flag}"})
    void letsVariablesBeReadAndCompared(String expression) {
        assertThatCode(() -> evaluate(expression)).doesNotThrowAnyException();
    }

    @Test
    void exposesOurStepsAndTheSlotsAlone() {
        var expected = new TreeSet<>(EditorialReview.STEPS);
        expected.add(EditorialReview.SLOTS_OF_ROUND);

        assertThat(engine.getBeans().keySet()).isEqualTo(Set.copyOf(expected));
        assertThat(steps.keySet()).isEqualTo(EditorialReview.STEPS);
    }

    private void evaluate(String expression) {
        var deployment =
                definitions
                        .createDeployment()
                        .addString(
                                "around-the-gate.bpmn20.xml",
                                """
                                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                                             xmlns:flowable="http://flowable.org/bpmn" targetNamespace="around">
                                  <process id="aroundTheGate" isExecutable="true">
                                    <startEvent id="start"/>
                                    <sequenceFlow id="a" sourceRef="start" targetRef="run"/>
                                    <serviceTask id="run" flowable:expression="%s"/>
                                    <sequenceFlow id="b" sourceRef="run" targetRef="end"/>
                                    <endEvent id="end"/>
                                  </process>
                                </definitions>
                                """
                                        .formatted(
                                                expression
                                                        .replace("&", "&amp;")
                                                        .replace("<", "&lt;")
                                                        .replace(">", "&gt;")
                                                        .replace("\"", "&quot;")))
                        .deploy();
        try {
            instances.startProcessInstanceByKey(
                    "aroundTheGate", Map.of("text", "some", "flag", true));
        } finally {
            definitions.deleteDeployment(deployment.getId(), true);
        }
    }
}
