/** Diagrams as people look at them: what is drawn where, which way a round took, and a picture of both. */
@NamedInterface("diagram")
@NullMarked
package org.imprimatur.process.diagram;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
