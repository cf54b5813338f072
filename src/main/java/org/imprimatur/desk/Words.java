package org.imprimatur.desk;

import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.MessageSourceAccessor;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/** What pages say, in the reader's language: every sentence comes from the files in {@code messages/}. */
@Component
public class Words {

    private final MessageSourceAccessor messages;

    Words(MessageSource messages) {
        this.messages = new MessageSourceAccessor(messages);
    }

    public String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments);
    }

    /** A sentence of the parts behind the pages, or what a constraint found. */
    public String say(MessageSourceResolvable sentence) {
        return messages.getMessage(sentence);
    }

    public FieldError error(String field, String key, Object... arguments) {
        return new FieldError(field, say(key, arguments));
    }

    /** What the constraints of a form found, in the order of its fields. */
    public List<FieldError> errors(BindingResult form) {
        return form.getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), say(error)))
                .sorted(java.util.Comparator.comparing(FieldError::field))
                .toList();
    }
}
