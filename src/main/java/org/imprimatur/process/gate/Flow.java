package org.imprimatur.process.gate;

/** A sequence flow; both ends lie in {@link #scope}. */
record Flow(int line, String id, String scope, String source, String target, boolean conditional) {}
