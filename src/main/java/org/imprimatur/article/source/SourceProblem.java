package org.imprimatur.article.source;

import java.util.Comparator;
import org.imprimatur.api.Sentence;

/**
 * One reason why a source is refused.
 *
 * @param line counted from 1
 * @param column counted from 1, in code points: an emoji is one column
 * @param code stable, kebab-case, one of {@link ProblemCode}
 * @param message a sentence for the author
 */
public record SourceProblem(int line, int column, String code, Sentence message) {

    static final Comparator<SourceProblem> BY_POSITION =
            Comparator.comparingInt(SourceProblem::line)
                    .thenComparingInt(SourceProblem::column)
                    .thenComparing(SourceProblem::code);
}
