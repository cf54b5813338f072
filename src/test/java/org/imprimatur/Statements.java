package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The SQL statements that each request took, by its address with its query: whoever asked last for {@code /?q=x} asked
 * for what {@code of("/?q=x")} tells. What the engine does in the background belongs to no request and is not counted.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Statements extends OncePerRequestFilter implements BeanPostProcessor {

    private static final ThreadLocal<@Nullable List<String>> CURRENT = new ThreadLocal<>();

    private final Map<String, List<String>> byAddress = new ConcurrentHashMap<>();

    /** Of the latest answer from that address, in their order. */
    List<String> of(String address) {
        var found = byAddress.get(address);
        assertThat(found).as("nobody asked for %s", address).isNotNull();
        return List.copyOf(found);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var query = request.getQueryString();
        var executed = new CopyOnWriteArrayList<String>();
        byAddress.put(request.getRequestURI() + (query == null ? "" : "?" + query), executed);
        CURRENT.set(executed);
        try {
            chain.doFilter(request, response);
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? new Watched(database) : bean;
    }

    private static final class Watched extends DelegatingDataSource {

        Watched(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return watched(super.getConnection());
        }
    }

    private static Connection watched(Connection connection) {
        return watched(
                Connection.class,
                connection,
                (method, arguments, result) ->
                        switch (result) {
                            case PreparedStatement prepared ->
                                    watched(
                                            PreparedStatement.class,
                                            prepared,
                                            (call, _, answer) ->
                                                    counted(call, arguments[0], answer));
                            case Statement plain ->
                                    watched(
                                            Statement.class,
                                            plain,
                                            (call, sql, answer) ->
                                                    counted(
                                                            call,
                                                            sql == null || sql.length == 0
                                                                    ? "a batch"
                                                                    : sql[0],
                                                            answer));
                            case null, default -> result;
                        });
    }

    private static @Nullable Object counted(Method call, Object sql, @Nullable Object answer) {
        var current = CURRENT.get();
        if (current != null && call.getName().startsWith("execute")) {
            current.add(String.valueOf(sql));
        }
        return answer;
    }

    private interface After {
        @Nullable Object happened(Method call, Object[] arguments, @Nullable Object result);
    }

    private static <T> T watched(Class<T> type, T subject, After after) {
        return type.cast(
                Proxy.newProxyInstance(
                        Statements.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                return after.happened(
                                        method, arguments, method.invoke(subject, arguments));
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        }));
    }
}
