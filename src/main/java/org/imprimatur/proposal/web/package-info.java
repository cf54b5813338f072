/** The forms of readers and the inbox of editors. */
@NullMarked
package org.imprimatur.proposal.web;

import org.jspecify.annotations.NullMarked;
