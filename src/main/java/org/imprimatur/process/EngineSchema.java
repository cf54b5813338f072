package org.imprimatur.process;

import javax.sql.DataSource;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The engine's own tables, made and upgraded under the migration account before the application's account, which may not,
 * connects.
 */
@Component
class EngineSchema {

    private final DataSource migrationAccount;

    /** @param migrated our own tables come first */
    EngineSchema(Flyway flyway, FlywayMigrationInitializer migrated) {
        this.migrationAccount = flyway.getConfiguration().getDataSource();
    }

    void prepare() {
        if (!isCurrent()) {
            var engine =
                    (StandaloneProcessEngineConfiguration)
                            new StandaloneProcessEngineConfiguration()
                                    .setDataSource(migrationAccount)
                                    .setDatabaseSchemaUpdate(
                                            ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
            engine.setDisableIdmEngine(true);
            engine.setDisableEventRegistry(true);
            engine.buildProcessEngine().close();
        }
    }

    /** Asks for this schema's table alone: another schema on the server may hold an engine of its own. */
    private boolean isCurrent() {
        var jdbc = JdbcClient.create(migrationAccount);
        var exists =
                jdbc.sql(
                                        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'ACT_GE_PROPERTY'")
                                .query(Integer.class)
                                .single()
                        > 0;
        return exists
                && jdbc.sql(
                                        "SELECT COUNT(*) FROM ACT_GE_PROPERTY WHERE NAME_ = 'schema.version' AND VALUE_ = ?")
                                .param(ProcessEngine.VERSION)
                                .query(Integer.class)
                                .single()
                        > 0;
    }
}
