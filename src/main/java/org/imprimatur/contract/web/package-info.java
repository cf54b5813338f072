/** What a program looks up: the meaning of each problem type. */
@NullMarked
package org.imprimatur.contract.web;

import org.jspecify.annotations.NullMarked;
