package org.imprimatur.process.gate;

/**
 * One reason to refuse a diagram.
 *
 * @param line where the element starts in the file, from 1; 0 when the file as a whole is meant
 * @param element its id, or its name when it has none
 * @param message a sentence for whoever drew the diagram
 */
public record Finding(int line, String element, Rule rule, String message) {

    @Override
    public String toString() {
        return "line " + line + ", " + element + ": " + message + " [" + rule + "]";
    }
}
