package org.imprimatur.process.gate;

import static java.util.Map.entry;
import static org.imprimatur.process.gate.Content.*;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything a diagram may be written with. What is not here is refused, whatever it would have meant.
 *
 * <p>Read a line as: this element, with these attributes (an exclamation mark: it must have it) and this text, may contain
 * these elements (a star: any number of them).
 */
final class Vocabulary {

    /**
     * @param attributes by name
     * @param required those it must have
     * @param children those it may have
     * @param repeatable those of them it may have more than once
     */
    record Shape(
            Map<String, Content> attributes,
            Set<String> required,
            Content text,
            Set<String> children,
            Set<String> repeatable) {

        Shape with(String name, Content content) {
            var all = new HashMap<>(attributes);
            var bare = name.replace("!", "");
            all.put(bare, content);
            return new Shape(
                    all,
                    bare.equals(name) ? required : plus(required, bare),
                    text,
                    children,
                    repeatable);
        }

        Shape text(Content content) {
            return new Shape(attributes, required, content, children, repeatable);
        }

        Shape containing(String... names) {
            var all = children;
            var many = repeatable;
            for (var name : names) {
                var bare = name.replace("*", "");
                all = plus(all, bare);
                many = bare.equals(name) ? many : plus(many, bare);
            }
            return new Shape(attributes, required, text, all, many);
        }

        private static Set<String> plus(Set<String> names, String name) {
            var all = new HashSet<>(names);
            all.add(name);
            return Set.copyOf(all);
        }
    }

    private static final Shape BARE = new Shape(Map.of(), Set.of(), NOTHING, Set.of(), Set.of());
    private static final Shape NAMED =
            BARE.with("id!", ID).with("name", PLAIN).containing("documentation");
    private static final Shape NODE = NAMED.containing("incoming*", "outgoing*");
    private static final Shape DEFINITION = BARE.with("id", ID);
    private static final Shape TYPED = BARE.with("xsi:type", TYPE);
    private static final Shape BOX = BARE.with("x!", NUMBER).with("y!", NUMBER);

    private static final String[] NODES = {
        "startEvent*",
        "endEvent*",
        "userTask*",
        "serviceTask*",
        "exclusiveGateway*",
        "parallelGateway*",
        "boundaryEvent*",
        "subProcess*",
        "sequenceFlow*"
    };

    private static final Map<String, Shape> SHAPES =
            Map.ofEntries(
                    entry(
                            "definitions",
                            BARE.with("id", ID)
                                    .with("name", PLAIN)
                                    .with("targetNamespace!", PLAIN)
                                    .with("exporter", PLAIN)
                                    .with("exporterVersion", PLAIN)
                                    .containing(
                                            "process*",
                                            "message*",
                                            "error*",
                                            "bpmndi:BPMNDiagram")),
                    entry("message", BARE.with("id!", ID).with("name!", PLAIN)),
                    entry("error", BARE.with("id!", ID).with("name", PLAIN).with("errorCode!", ID)),
                    entry("process", NAMED.with("isExecutable!", TRUE).containing(NODES)),
                    entry("subProcess", NODE.with("triggeredByEvent", FALSE).containing(NODES)),
                    entry("documentation", DEFINITION.text(PLAIN)),
                    entry("incoming", BARE.text(REFERENCE)),
                    entry("outgoing", BARE.text(REFERENCE)),
                    entry("startEvent", NODE),
                    entry("endEvent", NODE.containing("errorEventDefinition")),
                    entry(
                            "userTask",
                            NODE.with("flowable:candidateGroups!", GROUPS)
                                    .containing("multiInstanceLoopCharacteristics")),
                    entry(
                            "serviceTask",
                            NODE.with("flowable:delegateExpression!", STEP)
                                    .with("flowable:async", BOOLEAN)),
                    entry("exclusiveGateway", NODE.with("default", REFERENCE)),
                    entry("parallelGateway", NODE),
                    entry(
                            "boundaryEvent",
                            NODE.with("attachedToRef!", REFERENCE)
                                    .with("cancelActivity", BOOLEAN)
                                    .containing(
                                            "timerEventDefinition",
                                            "messageEventDefinition",
                                            "errorEventDefinition")),
                    entry(
                            "sequenceFlow",
                            NAMED.with("sourceRef!", REFERENCE)
                                    .with("targetRef!", REFERENCE)
                                    .containing("conditionExpression")),
                    entry("conditionExpression", TYPED.text(CONDITION)),
                    entry(
                            "timerEventDefinition",
                            DEFINITION.containing("timeDuration", "timeDate")),
                    entry("timeDuration", TYPED.text(DURATION)),
                    entry("timeDate", TYPED.text(DATE)),
                    entry("messageEventDefinition", DEFINITION.with("messageRef!", REFERENCE)),
                    entry("errorEventDefinition", DEFINITION.with("errorRef", REFERENCE)),
                    entry(
                            "multiInstanceLoopCharacteristics",
                            BARE.with("isSequential", BOOLEAN)
                                    .with("flowable:elementVariable", VARIABLE)
                                    .containing(
                                            "extensionElements",
                                            "loopCardinality",
                                            "completionCondition")),
                    entry("loopCardinality", TYPED.text(CARDINALITY)),
                    entry("completionCondition", TYPED.text(CONDITION)),
                    entry("extensionElements", BARE.containing("flowable:collection")),
                    entry(
                            "flowable:collection",
                            BARE.with("flowable:delegateExpression!", Content.COLLECTION)
                                    .containing("flowable:expression")),
                    entry("flowable:expression", BARE.text(READING)),
                    entry(
                            "bpmndi:BPMNDiagram",
                            BARE.with("id", ID).with("name", PLAIN).containing("bpmndi:BPMNPlane")),
                    entry(
                            "bpmndi:BPMNPlane",
                            BARE.with("id", ID)
                                    .with("bpmnElement!", REFERENCE)
                                    .containing("bpmndi:BPMNShape*", "bpmndi:BPMNEdge*")),
                    entry(
                            "bpmndi:BPMNShape",
                            BARE.with("id", ID)
                                    .with("bpmnElement!", REFERENCE)
                                    .with("isExpanded", BOOLEAN)
                                    .with("isHorizontal", BOOLEAN)
                                    .with("isMarkerVisible", BOOLEAN)
                                    .containing("dc:Bounds", "bpmndi:BPMNLabel")),
                    entry(
                            "bpmndi:BPMNEdge",
                            BARE.with("id", ID)
                                    .with("bpmnElement!", REFERENCE)
                                    .containing("di:waypoint*", "bpmndi:BPMNLabel")),
                    entry("bpmndi:BPMNLabel", BARE.with("id", ID).containing("dc:Bounds")),
                    entry("dc:Bounds", BOX.with("width!", NUMBER).with("height!", NUMBER)),
                    entry("di:waypoint", BOX));

    private Vocabulary() {}

    /** Of an element that {@link #knows} the name of. */
    static Shape shape(String element) {
        return Objects.requireNonNull(SHAPES.get(element));
    }

    static boolean knows(String element) {
        return SHAPES.containsKey(element);
    }
}
