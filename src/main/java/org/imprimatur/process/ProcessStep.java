package org.imprimatur.process;

import org.flowable.engine.delegate.JavaDelegate;

/** A service task of the diagram: a bean with the task's name. Nothing else can be reached from an expression. */
interface ProcessStep extends JavaDelegate {}
