package org.imprimatur.review.web;

import java.util.UUID;
import org.imprimatur.people.PasskeyAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What a form brings along where a passkey signed it; both parts are absent where a password does.
 *
 * @param request the text that the key was asked to sign
 */
record KeyAnswer(@Nullable UUID request, @Nullable PasskeyAnswer passkey) {}
