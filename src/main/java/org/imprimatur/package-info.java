@NullMarked
package org.imprimatur;

import org.jspecify.annotations.NullMarked;
