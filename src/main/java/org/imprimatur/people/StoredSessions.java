package org.imprimatur.people;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;

/**
 * What is kept of a session is Java's own serialization, in a table that whoever speaks for the application to the database can
 * write. So nothing is read from there but the few classes that are put there; an attribute that is anything else, or that
 * an earlier version wrote, is as if it had never been there.
 */
@Configuration(proxyBeanMethods = false)
class StoredSessions {

    private static final Logger log = LoggerFactory.getLogger(StoredSessions.class);

    private static final ObjectInputFilter KNOWN =
            ObjectInputFilter.Config.createFilter(
                    "maxdepth=20;maxrefs=2000;maxbytes=262144;maxarray=65536;"
                            + "org.imprimatur.**;"
                            + "org.springframework.security.authentication.*;"
                            + "org.springframework.security.core.**;"
                            + "org.springframework.security.web.authentication.WebAuthenticationDetails;"
                            + "org.springframework.security.web.csrf.DefaultCsrfToken;"
                            + "java.lang.*;java.time.*;java.util.*;"
                            + "!*");

    /** By this name Spring Session looks for it. Not for anybody else: it converts nothing but sessions. */
    @Bean(defaultCandidate = false)
    ConversionService springSessionConversionService() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(new Reading());
        return conversion;
    }

    private static final class Reading implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(byte[].class, Object.class));
        }

        @Override
        public @Nullable Object convert(
                @Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            return source instanceof byte[] stored ? read(stored) : null;
        }
    }

    static @Nullable Object read(byte[] stored) {
        try (var in = reader(new ByteArrayInputStream(stored))) {
            return in.readObject();
        } catch (InvalidClassException refused) {
            log.warn("A session's attribute was not read: {}", refused.getMessage());
        } catch (IOException | ClassNotFoundException | RuntimeException unreadable) {
            log.warn("A session's attribute cannot be read: {}", unreadable.toString());
        }
        return null;
    }

    private static ObjectInputStream reader(InputStream stored) throws IOException {
        var in = new ConfigurableObjectInputStream(stored, StoredSessions.class.getClassLoader());
        in.setObjectInputFilter(KNOWN);
        return in;
    }
}
