package org.imprimatur.people.web;

/**
 * {@code people/sign-in.html}.
 *
 * @param username as typed last time, else empty
 */
public record SignInView(String username, boolean failed, boolean signedOut) {}
