/** The auditor's pages. */
@NullMarked
package org.imprimatur.audit.web;

import org.jspecify.annotations.NullMarked;
