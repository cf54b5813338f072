package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whose word is taken for an address, and what becomes of a word that is none. */
class TrustedProxiesTests {

    private static final String KEY = "server.tomcat.remoteip.internal-proxies";

    @Test
    void areLoopbackAndPrivateNetworksUnlessNamed() {
        assertThat(configured(Map.of())).startsWith("127.0.0.0/8,::1/128,10.0.0.0/8");
    }

    @Test
    void areExactlyThoseNamed() {
        assertThat(configured(Map.of("TRUSTED_PROXIES", "2001:db8::7/128")))
                .isEqualTo("2001:db8::7/128");
    }

    @Test
    void mayPassOnWhatIsNoAddress() {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("x".repeat(9_000));
        assertThat(Knock.of(request).address()).isEqualTo("unknown");

        request.setRemoteAddr("2001:db8::1");
        assertThat(Knock.of(request).address()).isEqualTo("20010db800000000/64");
    }

    private static String configured(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("variables", variables));
        ConfigDataEnvironmentPostProcessor.applyTo(
                environment, new DefaultResourceLoader(), new DefaultBootstrapContext(), "prod");
        return environment.getRequiredProperty(KEY);
    }
}
