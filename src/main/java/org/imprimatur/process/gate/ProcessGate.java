package org.imprimatur.process.gate;

import java.util.stream.Collectors;

/**
 * Decides whether a diagram may be deployed.
 *
 * <p>It looks in stages, each of which trusts the one before: bytes, XML, allow-list, wiring, play. A stage reports all it
 * finds; a later one does not guess at a diagram an earlier one could not read. Holds no state; one gate serves any number
 * of threads.
 */
public final class ProcessGate {

    private final GateRules rules;

    public ProcessGate(GateRules rules) {
        this.rules = rules;
    }

    /**
     * Checks the file of one process. Reads nothing but these bytes.
     *
     * @throws RefusedProcess with every finding of the first stage that has any
     */
    public CheckedProcess check(byte[] bpmn) throws RefusedProcess {
        var xml = SafeXml.decode(bpmn, rules.maxBytes());
        var root = SafeXml.parse(xml, rules.maxDepth());
        var findings = new Findings();

        var words = new AllowList(rules, findings);
        words.checkRoot(root);
        findings.refuseIfAny();

        Wiring.checkIds(root, findings);
        findings.refuseIfAny();
        var diagram = new Diagram(root);
        Wiring.check(root, diagram, findings);
        findings.refuseIfAny();

        TokenPlay.check(diagram, rules, findings);
        findings.refuseIfAny();

        return new CheckedProcess(
                diagram.key(),
                diagram.name(),
                xml,
                diagram.nodes(Node.ServiceTask.class)
                        .map(Node.ServiceTask::step)
                        .collect(Collectors.toSet()),
                diagram.nodes(Node.UserTask.class).map(Node::id).collect(Collectors.toSet()),
                root.children("message")
                        .map(message -> message.required("name"))
                        .collect(Collectors.toSet()),
                words.variables,
                words.literals,
                words.groups,
                words.collections);
    }
}
