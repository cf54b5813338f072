package org.imprimatur.article.web;

import org.imprimatur.article.source.SourceProblem;

/**
 * One problem of a source, for {@code desk/parts :: problems}.
 *
 * @param line counted from 1, as is the column; 0 where the whole source is meant
 * @param message in the reader's language
 */
public record ProblemView(int line, int column, String message) {

    public static ProblemView of(SourceProblem problem, String message) {
        return new ProblemView(problem.line(), problem.column(), message);
    }

    public static ProblemView ofWhole(String message) {
        return new ProblemView(0, 0, message);
    }
}
