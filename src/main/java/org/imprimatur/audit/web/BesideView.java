package org.imprimatur.audit.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprimatur.audit.Annotations.Annotation;
import org.imprimatur.audit.EntryMarks.Mark;

/**
 * What stands beside entries, by their position.
 *
 * @param size of the checkpoint that the marks were held against
 * @param marks of each entry that was checked; none where none was
 * @param superseded those whose signature does not count any more
 */
public record BesideView(
        long size,
        Map<Long, Mark> marks,
        Set<Long> superseded,
        Map<Long, List<Annotation>> annotations) {

    public static final BesideView NOTHING = new BesideView(0, Map.of(), Set.of(), Map.of());
}
