package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The question to which a key may answer in this browser, once. */
public final class AskedPasskey {

    private static final String ATTRIBUTE = AskedPasskey.class.getName();

    private AskedPasskey() {}

    public static Passkeys.Question ask(HttpServletRequest request, Passkeys.Question question) {
        request.getSession().setAttribute(ATTRIBUTE, question);
        return question;
    }

    static Passkeys.@Nullable Question take(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(ATTRIBUTE) instanceof Passkeys.Question asked)) {
            return null;
        }
        session.removeAttribute(ATTRIBUTE);
        return asked;
    }
}
