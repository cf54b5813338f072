package org.imprimatur.assurance.web;

import java.util.List;
import org.imprimatur.assurance.FsckRuns;
import org.jspecify.annotations.Nullable;

/**
 * {@code assurance/check.html}: the run that goes on, the newest result, and the ones before.
 *
 * @param running the run that goes on; null where none does
 * @param newest the newest that came to an end; null before the first
 * @param found what it found; null where it failed
 * @param earlier the ones before it, newest first
 */
public record FsckView(
        FsckRuns.@Nullable Run running,
        FsckRuns.@Nullable Run newest,
        FsckRuns.@Nullable Found found,
        List<FsckRuns.Run> earlier) {}
