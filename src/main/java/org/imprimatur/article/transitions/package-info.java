/**
 * Moving an article's status. Granted to the process module alone, which in turn may only bring a decision that the
 * board's signed verdicts support.
 */
@NamedInterface("transitions")
@NullMarked
package org.imprimatur.article.transitions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
