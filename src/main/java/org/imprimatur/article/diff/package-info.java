/**
 * What changed between two texts, in the units a physician reads: a number with its unit, an interval, a table's cell is
 * old or new as a whole and never half of each. Pure; nothing here stores or shows.
 */
@NamedInterface("diff")
@NullMarked
package org.imprimatur.article.diff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
