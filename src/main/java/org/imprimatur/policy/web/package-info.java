/** The editorial policy as everybody may read it. */
@NullMarked
package org.imprimatur.policy.web;

import org.jspecify.annotations.NullMarked;
