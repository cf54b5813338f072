/** The public pages and the badge, as a reader sees them. */
@NullMarked
package org.imprimatur.badge.web;

import org.jspecify.annotations.NullMarked;
