package org.imprimatur.database;

/** How the driver is told to speak to MariaDB; {@code config/.env.example} gives the same for a foreign database. */
final class JdbcUrl {

    /** The server's own default since 11.4, named so that older servers and every connection agree on it. */
    static final String COLLATION = "utf8mb4_uca1400_ai_ci";

    /**
     * Waiting ends in this order: for a row 15 s, for the server 30 s. Names are looked up in our schema alone, or the
     * engine would take another schema's tables for its own.
     */
    private static final String OPTIONS =
            "?sessionVariables=old_mode='',innodb_lock_wait_timeout=15"
                    + "&connectionCollation="
                    + COLLATION
                    + "&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
                    + "&nullDatabaseMeansCurrent=true"
                    + "&useServerPrepStmts=true"
                    + "&connectTimeout=5000&socketTimeout=30000&tcpKeepAlive=true";

    private JdbcUrl() {}

    static String of(String host, int port) {
        return "jdbc:mariadb://" + host + ":" + port + "/imprimatur" + OPTIONS;
    }
}
