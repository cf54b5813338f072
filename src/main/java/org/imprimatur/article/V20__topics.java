package org.imprimatur.article;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.imprimatur.article.source.SourceParser;
import org.springframework.stereotype.Component;

/**
 * Puts what lists ask of a text beside it: its topics and its language. In Java, because only the parser can read them out
 * of the texts that are stored already.
 */
@Component
class V20__topics extends BaseJavaMigration {

    private final SourceParser parser;

    V20__topics(SourceParser parser) {
        this.parser = parser;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        execute(
                connection,
                "ALTER TABLE revision ADD COLUMN language VARCHAR(35) NULL COLLATE utf8mb4_bin, ADD KEY revision_question (question)");
        execute(
                connection,
                """
                CREATE TABLE revision_topic (
                    article_id UUID        NOT NULL,
                    number     INT         NOT NULL,
                    position   INT         NOT NULL,
                    topic      VARCHAR(200)NOT NULL COLLATE utf8mb4_bin,
                    PRIMARY KEY (article_id, number, position),
                    KEY revision_topic_topic (topic, article_id, number),
                    CONSTRAINT revision_topic_revision FOREIGN KEY (article_id, number) REFERENCES revision (article_id, number)
                ) DEFAULT CHARACTER SET utf8mb4""");
        execute(connection, "ALTER TABLE review_round ADD KEY review_round_closed (closed_at)");
        fill(connection);
        execute(
                connection,
                "ALTER TABLE revision MODIFY COLUMN language VARCHAR(35) NOT NULL COLLATE utf8mb4_bin");
    }

    private void fill(Connection connection) throws SQLException {
        try (var stored = connection.createStatement();
                var rows = stored.executeQuery("SELECT article_id, number, source FROM revision");
                var language =
                        connection.prepareStatement(
                                "UPDATE revision SET language = ? WHERE article_id = ? AND number = ?");
                var topic =
                        connection.prepareStatement(
                                "INSERT INTO revision_topic (article_id, number, position, topic) VALUES (?, ?, ?, ?)")) {
            while (rows.next()) {
                var article = rows.getString(1);
                var number = rows.getInt(2);
                var read = parser.parse(rows.getBytes(3));
                language.setString(1, read.article().language());
                language.setString(2, article);
                language.setInt(3, number);
                language.executeUpdate();
                for (var position = 0; position < read.article().topics().size(); position++) {
                    topic.setString(1, article);
                    topic.setInt(2, number);
                    topic.setInt(3, position);
                    topic.setString(4, read.article().topics().get(position));
                    topic.executeUpdate();
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
