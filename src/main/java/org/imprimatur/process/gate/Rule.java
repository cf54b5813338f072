package org.imprimatur.process.gate;

/** Why a diagram can be refused, in the order in which the gate looks. */
public enum Rule {
    /** The file has more bytes than a diagram needs; nothing of it has been parsed. */
    TOO_LARGE,
    /** The file is not UTF-8, or says that it is something else: two parsers could then read two different diagrams. */
    NOT_UTF_8,
    /** The file has a document type. It is the way to entities, and through them to other files and hosts. */
    DOCTYPE,
    /** The file is not well-formed XML 1.0, or has processing instructions or entities of its own. */
    MALFORMED,
    /** Elements are nested deeper than any diagram is. */
    TOO_DEEP,

    /** An element that is not on the list, or not there. */
    ELEMENT_NOT_ALLOWED,
    /** More of an element than one, where the engine would silently take the last. */
    ELEMENT_REPEATED,
    /** An element or attribute that has to be there is missing. */
    MISSING,
    /** An attribute that is not on the list of its element. */
    ATTRIBUTE_NOT_ALLOWED,
    /** Text where none belongs. */
    TEXT_NOT_ALLOWED,
    /** A value the attribute or element cannot have. */
    VALUE_NOT_ALLOWED,
    /** An expression that does more than read variables, compare and combine. */
    EXPRESSION_NOT_ALLOWED,
    /** An expression in plain text: the engine evaluates names and documentation too. */
    EXPRESSION_OUT_OF_PLACE,
    /** An expression reads, or a loop writes, a name that is not one of our variables. */
    UNKNOWN_VARIABLE,
    /** A service task whose delegate is not one of our steps. */
    UNKNOWN_STEP,
    /** A task for a group that is neither a role nor a specialty. */
    UNKNOWN_GROUP,
    /** A loop over something that is not one of our collections. */
    UNKNOWN_COLLECTION,
    /** A time that is neither a variable nor a positive ISO 8601 duration or date with offset. */
    TIME_NOT_ALLOWED,
    /** A step that runs in the background although it may not be repeated. */
    NOT_REPEATABLE,

    /** Two elements with one id. */
    DUPLICATE_ID,
    /** A reference to something that does not exist, is of the wrong kind or lies in another scope. */
    DANGLING_REFERENCE,
    /** A process or sub-process without exactly one start event and at least one end event. */
    START_AND_END,
    /** A node with too few or too many flows: a token would be lost, or split without a gateway. */
    FLOWS,
    /** An exclusive gateway without default, or a flow out of it without condition: a token could be left with no way out. */
    UNDECIDED_GATEWAY,
    /** A condition where no gateway chooses, or on a default flow. */
    CONDITION_OUT_OF_PLACE,
    /** A boundary event on something it can never interrupt. */
    BOUNDARY_NEVER_FIRES,
    /** An error end event that nothing around it catches. */
    UNCAUGHT_ERROR,

    /** More situations than the gate is prepared to play. */
    TOO_COMPLEX,
    /** A parallel join that can wait for ever. */
    DEADLOCK,
    /** A node or flow that two tokens can reach at once: work would be done twice. */
    TWO_TOKENS,
    /** A situation from which no path leads to an end. */
    CANNOT_END,
    /** A node no token ever reaches. */
    UNREACHABLE,
    /** A path on which an article is approved before its review has been completed. */
    APPROVAL_WITHOUT_REVIEW
}
