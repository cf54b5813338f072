package org.imprimatur.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.imprimatur.assurance.Fsck;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.log.TrailExport;
import org.imprimatur.log.VerifierKey;
import org.imprimatur.log.VerifyCommand;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A session of the database's root that tampers in a transaction of its own, and asks fsck and verifier what they see in
 * that very session. It never commits, so that the next one finds everything as it was.
 */
final class Tampering implements AutoCloseable {

    private static final Set<String> OF_THE_TRANSACTION =
            Set.of(
                    "commit",
                    "rollback",
                    "close",
                    "setAutoCommit",
                    "setReadOnly",
                    "setTransactionIsolation");

    private final Connection root;
    private final Path signer;
    private final Clock clock;
    final DataSource session;
    final JdbcClient jdbc;

    Tampering(EmbeddedMariaDb database, Path signer, Clock clock) throws SQLException {
        this.root = database.connect(database.root());
        this.root.setAutoCommit(false);
        this.signer = signer;
        this.clock = clock;
        this.session = new OneSession(root);
        this.jdbc = JdbcClient.create(session);
    }

    private static final class OneSession extends AbstractDataSource {

        private final Connection connection;

        OneSession(Connection root) {
            this.connection =
                    (Connection)
                            Proxy.newProxyInstance(
                                    OneSession.class.getClassLoader(),
                                    new Class<?>[] {Connection.class},
                                    (_, method, arguments) -> {
                                        if (OF_THE_TRANSACTION.contains(method.getName())) {
                                            return null;
                                        }
                                        try {
                                            return method.invoke(root, arguments);
                                        } catch (InvocationTargetException failed) {
                                            throw failed.getCause();
                                        }
                                    });
        }

        @Override
        public Connection getConnection() {
            return connection;
        }

        @Override
        public Connection getConnection(String username, String password) {
            return connection;
        }
    }

    /** @return how many rows it touched */
    int run(String sql, Object... values) {
        return jdbc.sql(sql).params(List.of(values)).update();
    }

    void undo() {
        try {
            root.rollback();
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Fsck.Report fsck() {
        return fsck(signer);
    }

    Fsck.Report fsck(Path folder) {
        return Fsck.of(session, folder, clock).run((_, _) -> {});
    }

    /** What the verifier says first of an export of what is there now. */
    String verify(String... options) {
        try {
            var export = Files.createTempFile("tampered", ".trail");
            try {
                Files.write(export, export());
                var arguments = new ArrayList<>(List.of(options));
                arguments.add(export.toString());
                return said(arguments);
            } finally {
                Files.delete(export);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static String said(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        var progress =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        VerifyCommand.run(arguments, printed, progress);
        return out.toString(StandardCharsets.UTF_8);
    }

    private byte[] export() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var keys =
                jdbc.sql("SELECT vkey FROM log_key ORDER BY log, from_size")
                        .query((row, _) -> VerifierKey.parse(row.getString(1)))
                        .list();
        var stored = new StoredTrail(jdbc);
        stored.write(new TrailExport.Writer(bytes, keys, List.of()), stored.end(), null);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws SQLException {
        root.rollback();
        root.close();
    }
}
