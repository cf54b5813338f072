/**
 * The transparency log: hashes, proofs, signed notes, tiles and files, and the two programs that need nothing else, the
 * verifier and the witness.
 *
 * <p>It reads as the specifications do: RFC 6962 and RFC 9162 for the tree, C2SP {@code signed-note}, {@code
 * tlog-checkpoint}, {@code tlog-cosignature}, {@code tlog-tiles}, {@code tlog-proof} and {@code tlog-witness} (as of 6 July
 * 2026, C2SP/C2SP@95978ca) for what travels. What is ours stands in {@code src/docs/trail-format.md}: the export, and what an entry's members mean ({@link
 * org.imprimatur.log.TrailExport}, {@link org.imprimatur.log.ExaminedEntry} and what they use). Nothing here needs more than the
 * JDK when it runs, so that whoever doubts us can read all of it, and so that it starts without anything else.
 */
@ApplicationModule(
        displayName = "Transparency log",
        allowedDependencies = {})
@NullMarked
package org.imprimatur.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
