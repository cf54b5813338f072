package org.imprimatur.article.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code article/writing.html}: a source being written, what it looks like, and what is kept of it.
 *
 * @param subject under which it is kept: an article, what a reader sent, or the editor's own account for a new text
 * @param keptAt when it was kept without being saved; null where all of it is saved
 */
public record WritingView(String subject, String source, SeenView seen, @Nullable Instant keptAt) {}
