package org.imprimatur.policy;

/** The policy's text breaks its own format. The message names the path. */
public class InvalidPolicy extends RuntimeException {

    InvalidPolicy(String message) {
        super(message);
    }
}
