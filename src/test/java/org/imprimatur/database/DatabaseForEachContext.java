package org.imprimatur.database;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/**
 * Gives every Spring context under test an empty database of its own, as soon as it asks for one.
 *
 * <p>Contexts are cached and live side by side: on one database they would see each other's rows and work off each
 * other's jobs.
 */
class DatabaseForEachContext implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        return ALWAYS;
    }

    /** One for all, since it is part of the key under which contexts are cached. */
    private static final ContextCustomizer ALWAYS =
            (context, _) -> context.getEnvironment().getPropertySources().addFirst(new Settings());

    private static final class Settings extends PropertySource<Object> {

        private final String directory = Databases.newDirectory().toString();

        Settings() {
            super("database for each context");
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return switch (name) {
                case "imprimatur.database.directory" -> directory;
                case "imprimatur.database.server" -> Databases.server().daemon().toString();
                case "imprimatur.database.keep" -> "false";
                case "DB_URL" ->
                        ""; // a developer's .env may name a database that tests must not touch
                default -> null;
            };
        }
    }
}
