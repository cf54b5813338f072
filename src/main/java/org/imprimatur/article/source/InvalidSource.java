package org.imprimatur.article.source;

import java.util.List;
import java.util.Map;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;

/** A source that breaks the format. Names every problem, in the order of their positions. */
public class InvalidSource extends Refusal {

    private final transient List<SourceProblem> problems;

    InvalidSource(List<SourceProblem> problems) {
        super(
                ProblemType.INVALID_SOURCE,
                "The source has "
                        + (problems.size() == 1 ? "one problem" : problems.size() + " problems")
                        + ". Nothing was stored.",
                Map.of("errors", List.copyOf(problems)));
        this.problems = List.copyOf(problems);
    }

    public List<SourceProblem> problems() {
        return problems;
    }
}
