package org.imprimatur.process.gate;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.imprimatur.process.gate.Expression.Kind;
import org.imprimatur.process.gate.Vocabulary.Shape;

/**
 * Holds every element, attribute and text of a file against the {@link Vocabulary} and the words of the rules, and keeps
 * the words it met.
 */
final class AllowList {

    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}(\\.[0-9]{1,6})?");
    private static final Pattern DURATION =
            Pattern.compile(
                    "P(?=.)([0-9]{1,4}D)?(T(?=.)([0-9]{1,4}H)?([0-9]{1,4}M)?([0-9]{1,4}S)?)?");

    private final GateRules rules;
    private final Findings findings;

    final Set<String> variables = new HashSet<>();
    final Set<String> literals = new HashSet<>();
    final Set<String> groups = new HashSet<>();
    final Set<String> collections = new HashSet<>();

    AllowList(GateRules rules, Findings findings) {
        this.rules = rules;
        this.findings = findings;
    }

    /** Checks the whole file; the root of a diagram is always {@code definitions}. */
    void checkRoot(Element root) {
        if (root.name().equals("definitions")) {
            check(root);
        } else {
            findings.add(
                    root,
                    Rule.ELEMENT_NOT_ALLOWED,
                    "A diagram is a BPMN definitions element, not " + root.name());
        }
    }

    private void check(Element element) {
        var shape = Vocabulary.shape(element.name());
        checkAttributes(element, shape);
        checkContent(element, shape.text(), element.text(), "text");
        checkCombinations(element);
        var seen = new HashSet<String>();
        for (var child : element.children()) {
            if (!shape.children().contains(child.name())) {
                findings.add(child, Rule.ELEMENT_NOT_ALLOWED, refusal(child, element));
                continue;
            }
            if (!seen.add(child.name()) && !shape.repeatable().contains(child.name())) {
                findings.add(
                        child,
                        Rule.ELEMENT_REPEATED,
                        "A second " + child.name() + " in " + element.label());
            }
            check(child);
        }
    }

    private static String refusal(Element child, Element parent) {
        return Vocabulary.knows(child.name())
                ? child.name() + " has no place in " + parent.name()
                : child.name() + " is not an element we run";
    }

    private void checkAttributes(Element element, Shape shape) {
        element.attributes()
                .forEach(
                        (name, value) -> {
                            var content = shape.attributes().get(name);
                            if (content == null) {
                                findings.add(
                                        element,
                                        Rule.ATTRIBUTE_NOT_ALLOWED,
                                        element.name() + " has no attribute " + name + " here");
                            } else {
                                checkContent(element, content, value, name);
                            }
                        });
        for (var name : shape.required()) {
            if (element.attribute(name) == null) {
                findings.add(element, Rule.MISSING, element.name() + " needs " + name);
            }
        }
    }

    /** What one element's shape cannot say, because it is about two things at once. */
    private void checkCombinations(Element element) {
        switch (element.name()) {
            case "serviceTask" -> {
                var step =
                        "true".equals(element.attribute("flowable:async"))
                                ? element.attribute("flowable:delegateExpression")
                                : null;
                if (step != null
                        && rules.repeatableSteps().stream()
                                .noneMatch(name -> step.equals("${" + name + "}"))) {
                    findings.add(
                            element,
                            Rule.NOT_REPEATABLE,
                            "A crash would repeat it, which " + step + " does not allow");
                }
            }
            case "endEvent" ->
                    element.child("errorEventDefinition")
                            .filter(error -> error.attribute("errorRef") == null)
                            .ifPresent(
                                    error ->
                                            findings.add(
                                                    error,
                                                    Rule.MISSING,
                                                    "An error end event says which error"));
            case "boundaryEvent" ->
                    requireOne(
                            element,
                            "timerEventDefinition",
                            "messageEventDefinition",
                            "errorEventDefinition");
            case "timerEventDefinition" -> requireOne(element, "timeDuration", "timeDate");
            case "multiInstanceLoopCharacteristics" -> {
                requireOne(element, "extensionElements", "loopCardinality");
                if (element.child("extensionElements").isPresent()
                        && element.attribute("flowable:elementVariable") == null) {
                    findings.add(
                            element,
                            Rule.MISSING,
                            "A loop over a collection needs flowable:elementVariable");
                }
            }
            case "extensionElements" -> requireOne(element, "flowable:collection");
            case "flowable:collection" -> requireOne(element, "flowable:expression");
            case "definitions" -> {
                if (element.children("process").count() != 1) {
                    findings.add(element, Rule.START_AND_END, "A file holds exactly one process");
                }
            }
            default -> {}
        }
    }

    /** Silent when there is a child that is refused anyway: it was meant to be the one. */
    private void requireOne(Element element, String... names) {
        var known = Set.of(names);
        var allowed = Vocabulary.shape(element.name()).children();
        if (!element.children().stream().map(Element::name).allMatch(allowed::contains)) {
            return;
        }
        var found = element.children().stream().map(Element::name).filter(known::contains).count();
        if (found != 1) {
            var rule = found == 0 ? Rule.MISSING : Rule.ELEMENT_REPEATED;
            findings.add(element, rule, "Needs exactly one of " + listed(known));
        }
    }

    private void checkContent(Element element, Content content, String value, String where) {
        switch (content) {
            case NOTHING ->
                    check(
                            value.isEmpty(),
                            element,
                            Rule.TEXT_NOT_ALLOWED,
                            element.name() + " has no text");
            case PLAIN ->
                    check(
                            !value.contains("${") && !value.contains("#{"),
                            element,
                            Rule.EXPRESSION_OUT_OF_PLACE,
                            "The engine would evaluate the expression in this " + where);
            case ID, REFERENCE -> checkValue(ID.matcher(value).matches(), element, where, value);
            case TYPE -> checkValue(value.endsWith("tFormalExpression"), element, where, value);
            case BOOLEAN ->
                    checkValue(
                            value.equals("true") || value.equals("false"), element, where, value);
            case TRUE -> checkValue(value.equals("true"), element, where, value);
            case FALSE -> checkValue(value.equals("false"), element, where, value);
            case NUMBER -> checkValue(NUMBER.matcher(value).matches(), element, where, value);
            case STEP -> bean(element, value, rules.steps(), Rule.UNKNOWN_STEP);
            case COLLECTION -> {
                if (bean(element, value, rules.collections(), Rule.UNKNOWN_COLLECTION)) {
                    collections.add(inner(value));
                }
            }
            case READING -> reading(element, value);
            case VARIABLE -> variable(element, value);
            case GROUPS -> groups(element, value);
            case CONDITION -> condition(element, value);
            case CARDINALITY -> {
                if (isExpression(value)) {
                    reading(element, value);
                } else {
                    checkValue(value.matches("[1-9][0-9]?"), element, where, value);
                }
            }
            case DURATION ->
                    time(element, value, isDuration(value), "a positive duration such as P3DT12H");
            case DATE -> time(element, value, isDate(value), "a date such as 2027-01-31T12:00:00Z");
        }
    }

    private void check(boolean condition, Element element, Rule rule, String otherwise) {
        if (!condition) {
            findings.add(element, rule, otherwise);
        }
    }

    private void checkValue(boolean condition, Element element, String where, String value) {
        check(
                condition,
                element,
                Rule.VALUE_NOT_ALLOWED,
                "«" + value + "» is no value for " + where);
    }

    private boolean bean(Element element, String value, Set<String> names, Rule rule) {
        var known = isExpression(value) && names.contains(inner(value));
        check(known, element, rule, "«" + value + "» is none of " + listed(names));
        return known;
    }

    private void groups(Element element, String value) {
        if (isExpression(value)) {
            reading(element, value);
            return;
        }
        for (var group : value.split(",", -1)) {
            var known = rules.candidateGroups().contains(group.strip());
            check(
                    known,
                    element,
                    Rule.UNKNOWN_GROUP,
                    "«" + group + "» is neither a role nor a specialty");
            groups.add(group.strip());
        }
    }

    private void time(Element element, String value, boolean literal, String expected) {
        if (isExpression(value)) {
            reading(element, value);
        } else {
            check(literal, element, Rule.TIME_NOT_ALLOWED, "«" + value + "» is not " + expected);
        }
    }

    private static boolean isDuration(String value) {
        return DURATION.matcher(value).matches() && Duration.parse(value).isPositive();
    }

    private static boolean isDate(String value) {
        try {
            OffsetDateTime.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void reading(Element element, String value) {
        expression(element, value, Set.of(Kind.VARIABLE), "is more than the name of a variable");
    }

    private void condition(Element element, String value) {
        expression(
                element, value, Set.of(Kind.VARIABLE, Kind.BOOLEAN), "is neither true nor false");
    }

    private void expression(Element element, String value, Set<Kind> kinds, String otherwise) {
        try {
            var expression = Expression.parse(value);
            if (!kinds.contains(expression.kind())) {
                throw new Expression.NotAllowed(otherwise);
            }
            expression.variables().forEach(name -> variable(element, name));
            literals.addAll(expression.texts());
        } catch (Expression.NotAllowed e) {
            findings.add(element, Rule.EXPRESSION_NOT_ALLOWED, "«" + value + "» " + e.getMessage());
        }
    }

    private void variable(Element element, String name) {
        check(
                rules.variables().contains(name),
                element,
                Rule.UNKNOWN_VARIABLE,
                "«" + name + "» is none of our variables");
        variables.add(name);
    }

    private static String listed(Set<String> names) {
        return names.stream().sorted().collect(joining(", "));
    }

    private static boolean isExpression(String value) {
        return value.startsWith("${") || value.startsWith("#{");
    }

    private static String inner(String value) {
        return value.startsWith("${") && value.endsWith("}")
                ? value.substring(2, value.length() - 1)
                : "";
    }
}
