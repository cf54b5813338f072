/** The auditor's button, and what the runs behind it found. */
@NullMarked
package org.imprimatur.assurance.web;

import org.jspecify.annotations.NullMarked;
