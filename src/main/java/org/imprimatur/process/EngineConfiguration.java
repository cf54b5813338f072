package org.imprimatur.process;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ManagementService;
import org.flowable.engine.impl.cmd.ClearProcessInstanceLockTimesCmd;
import org.flowable.spring.SpringProcessEngineConfiguration;
import org.flowable.spring.boot.EngineConfigurationConfigurer;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** How the engine runs: our clock, our steps and nothing else, no history beside the trail. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    private static final int LOCK_MILLIS = 60_000;

    /** One node writes at a time; a fixed name lets it take back what it had locked before it was killed. */
    static final String NODE = "imprimatur";

    @Bean
    EngineConfigurationConfigurer<SpringProcessEngineConfiguration> engine(
            EngineSchema schema,
            Clock clock,
            TaskProjection projection,
            Map<String, ProcessStep> steps,
            SlotsOfRound slotsOfRound) {
        return engine -> {
            schema.prepare();
            engine.setClock(new EngineClock(clock));
            engine.setHistoryLevel(HistoryLevel.NONE);
            // by default the last verdict of a round leaves the step in a job of its own, outside
            // the article's lock
            engine.setParallelMultiInstanceAsyncLeave(false);
            engine.setEventListeners(List.of(projection));
            engine.setBeans(reachable(steps, slotsOfRound));
            engine.addPreDefaultELResolver(new ReflectionWall());
            engine.setAsyncExecutorLockOwner(NODE);
            engine.setAsyncExecutorTimerLockTimeInMillis(LOCK_MILLIS);
            engine.setAsyncExecutorAsyncJobLockTimeInMillis(LOCK_MILLIS);
        };
    }

    /** What expressions can name, beside variables. */
    private static Map<Object, Object> reachable(
            Map<String, ProcessStep> steps, SlotsOfRound slotsOfRound) {
        var beans = new HashMap<Object, Object>(steps);
        beans.put(EditorialReview.SLOTS_OF_ROUND, slotsOfRound);
        return beans;
    }

    /** After a SIGKILL rounds may still be locked by the node that died. */
    @Bean
    @Order(0)
    ApplicationRunner unlockRounds(ManagementService engine) {
        return _ -> engine.executeCommand(new ClearProcessInstanceLockTimesCmd(NODE));
    }
}
