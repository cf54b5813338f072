package org.imprimatur.article.source;

import java.util.List;
import java.util.Map;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;

/** A source that breaks the format. Names every problem, in the order of their positions. */
public class InvalidSource extends Refusal {

    private final transient List<SourceProblem> problems;

    InvalidSource(List<SourceProblem> problems) {
        super(
                ProblemType.INVALID_SOURCE,
                Sentence.of("source.problems", problems.size()),
                Map.of("errors", List.copyOf(problems)));
        this.problems = List.copyOf(problems);
    }

    public List<SourceProblem> problems() {
        return problems;
    }
}
