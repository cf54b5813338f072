/**
 * The gate every diagram passes before the engine may see it.
 *
 * <p>Whoever deploys a diagram to the engine runs code there: expressions call methods, tasks name classes, some start a
 * shell, and no switch turns that off. So a diagram is read here first, by a reader of our own that knows neither the
 * engine nor Spring, and is refused unless every element, attribute and expression is on a list, every token can be played
 * to an end, and no path approves an article that nobody has reviewed. {@link
 * org.imprimatur.process.gate.ProcessGate#check} is the only entrance.
 */
@NullMarked
package org.imprimatur.process.gate;

import org.jspecify.annotations.NullMarked;
