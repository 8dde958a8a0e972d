package org.agate.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.agate.orchestrator.web.RequestRules.Refusal;
import org.agate.orchestrator.web.RequestRules.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {

    private static final RequestRules OPEN = new RequestRules(Set.of("lab.example"), Optional.empty());
    private static final RequestRules CLOSED = new RequestRules(Set.of(), Optional.of("a-long-random-token"));

    private static int status(RequestRules rules, Request request) {
        return rules.refusal(request).map(Refusal::status).orElse(200);
    }

    private static Request post(String host, @Nullable String origin, @Nullable String type) {
        return new Request("POST", "/api/v1/campaigns", host, origin, null, type, true, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "lab.example:8080"})
    void theServersOwnNamesAreAnswered(String host) {
        assertThat(status(OPEN, post(host, null, "application/json"))).isEqualTo(200);
        assertThat(status(OPEN, post(host, "http://" + host, "application/json; charset=utf-8")))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "", "localhost.evil.example"})
    void aNameThatWasTurnedToThisAddressIsNotAnswered(String host) {
        assertThat(status(OPEN, post(host, null, "application/json"))).isEqualTo(421);
        assertThat(status(OPEN, new Request("GET", "/api/v1/devices", host, null, null, null, false, null)))
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://localhost.evil.example", "file://", "::"})
    void aPageOfAnotherSiteCannotAct(String origin) {
        assertThat(status(OPEN, post("localhost:8080", origin, "application/json")))
                .isEqualTo(403);
    }

    @Test
    void aBrowserThatSaysCrossSiteIsBelieved() {
        var request =
                new Request("POST", "/api/v1/devices/arm-1/clear", "localhost", null, "cross-site", null, false, null);
        assertThat(status(OPEN, request)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void onlyJsonIsTakenForAnOrder(String type) {
        assertThat(status(OPEN, post("localhost", null, type))).isEqualTo(415);
        assertThat(status(OPEN, post("localhost", null, null))).isEqualTo(415);
        var stop = new Request("POST", "/api/v1/stop", "localhost", null, null, type, true, null);
        assertThat(status(OPEN, stop)).as("a stop is taken in any form").isEqualTo(200);
        var check = new Request("POST", "/api/v1/workflows/validate", "localhost", null, null, type, true, null);
        assertThat(status(OPEN, check)).isEqualTo(200);
    }

    @Test
    void whereATokenIsAskedForOnlyAStopAndADevicesFilesNeedNone() {
        assertThat(status(CLOSED, post("localhost", null, "application/json"))).isEqualTo(401);
        for (var credential : new String[] {"wrong", "a-long-random-toke", ""}) {
            var request = new Request("GET", "/api/v1/devices", "localhost", null, null, null, false, credential);
            assertThat(status(CLOSED, request)).as(credential).isEqualTo(401);
        }
        var right = new Request("GET", "/api/v1/devices", "localhost", null, null, null, false, "a-long-random-token");
        assertThat(status(CLOSED, right)).isEqualTo(200);
        var stop = new Request("POST", "/api/v1/stop", "localhost", null, null, null, false, null);
        assertThat(status(CLOSED, stop)).isEqualTo(200);
        var file = new Request("PUT", "/api/v1/files/ab", "localhost", null, null, "image/jpeg", true, null);
        assertThat(status(CLOSED, file)).isEqualTo(200);
        var look = new Request("GET", "/api/v1/files/ab", "localhost", null, null, null, false, null);
        assertThat(status(CLOSED, look)).isEqualTo(401);
    }
}
