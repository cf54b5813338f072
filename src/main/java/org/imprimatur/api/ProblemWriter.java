package org.imprimatur.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a refusal where no controller is at hand: filters and the sign-in chain. */
@Component
public class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(HttpServletResponse response, Refusal refusal) throws IOException {
        var answer = Problems.answer(refusal);
        response.resetBuffer();
        // what a controller set before its change could not be committed is not true
        response.setHeader(HttpHeaders.ETAG, null);
        response.setHeader(HttpHeaders.LOCATION, null);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders()
                .forEach(
                        (name, values) -> values.forEach(value -> response.setHeader(name, value)));
        json.writeValue(response.getOutputStream(), answer.getBody());
    }
}
