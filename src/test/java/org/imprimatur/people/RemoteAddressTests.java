package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

@DisplayName("A remote address")
class RemoteAddressTests {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1,                  false",
        "192.0.2.1,       192.0.2.1,                        true",
        "192.0.2.1,       192.0.2.2,                        false",
        "192.0.2.1,       ::ffff:192.0.2.1,                 true",
        "none,            of these,                         true",
    })
    void countsAsOneWithTheRestOfItsHome(String one, String other, boolean same) {
        assertThat(knock(one).equals(knock(other))).isEqualTo(same);
    }

    private static String knock(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return Knock.of(request).address();
    }
}
