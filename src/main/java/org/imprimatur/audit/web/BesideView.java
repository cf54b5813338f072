package org.imprimatur.audit.web;

import java.util.List;
import java.util.Map;
import org.imprimatur.audit.Annotations.Annotation;
import org.imprimatur.audit.EntryMarks.Mark;

/**
 * What stands beside entries, by their position.
 *
 * @param size of the checkpoint that the marks were held against
 * @param marks of each entry that was checked; none where none was
 */
public record BesideView(
        long size, Map<Long, Mark> marks, Map<Long, List<Annotation>> annotations) {

    public static final BesideView NOTHING = new BesideView(0, Map.of(), Map.of());
}
