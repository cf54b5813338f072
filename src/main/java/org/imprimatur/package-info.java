/** The review behind the badge: one folder for each thing it is about, and the class that starts it. */
@NullMarked
package org.imprimatur;

import org.jspecify.annotations.NullMarked;
