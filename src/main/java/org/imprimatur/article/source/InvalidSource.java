package org.imprimatur.article.source;

import java.util.List;

/** A source that breaks the format. Names every problem, in the order of their positions. */
public class InvalidSource extends RuntimeException {

    private final transient List<SourceProblem> problems;

    InvalidSource(List<SourceProblem> problems) {
        super(
                "The source has "
                        + problems.size()
                        + " problem(s), the first: "
                        + problems.getFirst());
        this.problems = List.copyOf(problems);
    }

    public List<SourceProblem> problems() {
        return problems;
    }
}
