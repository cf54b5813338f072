package org.imprimatur.article.source;

import java.util.ArrayList;
import java.util.List;
import org.imprimatur.api.Sentence;

/** Collects what is wrong with one source. Bounded, so that a hostile source cannot fill the memory with complaints. */
final class Problems {

    static final int MOST = 1_000;

    private final List<SourceProblem> problems = new ArrayList<>();
    private boolean more;

    void add(Position position, ProblemCode code, Sentence message) {
        if (problems.size() == MOST) {
            more = true;
            return;
        }
        problems.add(new SourceProblem(position.line(), position.column(), code.code(), message));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** In the order of their positions; what did not fit is announced at the end. */
    List<SourceProblem> sorted() {
        var sorted = new ArrayList<>(problems);
        sorted.sort(SourceProblem.BY_POSITION);
        if (more) {
            var last = sorted.getLast();
            sorted.add(
                    new SourceProblem(
                            last.line(),
                            last.column(),
                            ProblemCode.TOO_MANY_PROBLEMS.code(),
                            Sentence.of("source.more-problems", MOST)));
        }
        return sorted;
    }
}
