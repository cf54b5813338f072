package org.imprimatur.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.util.Json31;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the tables in {@code resources/contract}. Strict: a key that nothing knows is an error. */
final class Tables {

    private static final ObjectMapper JSON =
            Json31.mapper()
                    .copy()
                    .setSerializationInclusion(
                            JsonInclude.Include.ALWAYS) // a null in an example is meant
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Tables() {}

    /** The whole file as one value. */
    static <T> T read(String name, Class<T> type) {
        return JSON.convertValue(load(name), type);
    }

    /** The file as rows by their key, in the order of the file. */
    static <T> Map<String, T> rows(String name, Class<T> type) {
        return JSON.convertValue(
                load(name),
                JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, type));
    }

    /** By SnakeYAML, which resolves aliases; Jackson's YAML would hand on their names. */
    private static Object load(String name) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (InputStream text = new ClassPathResource("contract/" + name).getInputStream()) {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
