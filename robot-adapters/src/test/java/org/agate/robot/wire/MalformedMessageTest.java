package org.agate.robot.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.agate.robot.device.CancelMode;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceEvent.Failed;
import org.agate.robot.device.DeviceEvent.Rejected;
import org.agate.robot.device.Presence;
import org.agate.robot.device.RejectCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedMessageTest {

    private static final String HEAD =
            "\"v\":\"1.0\",\"dev\":\"bad-1\",\"session\":\"s\",\"seq\":1,\"ts\":\"2026-11-27T02:00:00Z\"";
    private static final String STATE = "{" + HEAD
            + ",\"mode\":\"AUTOMATIC\",\"device\":\"IDLE\",\"stop\":false,\"simulated\":true,\"slots\":{},"
            + "\"lease\":{\"holder\":\"\",\"epoch\":0,\"until\":\"1970-01-01T00:00:00Z\"},\"active\":[],\"recent\":[]}";
    private static final String ID = "\"commandId\":\"01930000-0000-7000-8000-000000000001\"";

    private final WireCodec codec = new WireCodec();

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String event(String rest) {
        return "{" + HEAD + "," + ID + "," + rest + "}";
    }

    private DeviceEvent read(String event) {
        return codec.readEvent(bytes(event)).body().event();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "active":[]           | "active":["run-17"]       | $.active[0] ("run-17")
                    "recent":[]           | "recent":[1]              | $.recent[0] (1)
                    "active":[]           | "active":[null]           | $.active[0] (null)
                    "recent":[]           | "recent":{}               | $.recent ({})
                    ,"recent":[]          | ` `                       | $.recent is missing
                    "active":[]           | "active":[{}]             | $.active[0]
                    "active":[]           | "active":[{"commandId":7}] | $.active[0]
                    "epoch":0             | "epoch":null              | $.lease.epoch (null)
                    "epoch":0             | "epoch":5.7               | $.lease.epoch (5.7)
                    "epoch":0             | "epoch":"5"               | $.lease.epoch ("5")
                    "device":"IDLE"       | "device":"ASLEEP"         | one of [INIT, IDLE, BUSY, HELD, STOPPED, FAULT]
                    "stop":false          | "stop":"no"               | $.stop ("no")
                    "seq":1               | "seq":1,"seq":2           | not a JSON object
                    "v":"1.0"             | "v":"2.0"                 | (2.0)
                    "until":"1970-01-01T00:00:00Z" | "until":"+999999999-12-31T23:59:59Z" | $.lease.until
                    "slots":{}            | "slots":{"m":7}           | $.slots.m
                    """)
    void aStateThatBreaksTheContractIsRefusedWithItsPathAndValue(String right, String wrong, String named) {
        var payload = STATE.replace(right, wrong);
        assertThat(payload).isNotEqualTo(STATE);
        assertThatThrownBy(() -> codec.readState(bytes(payload)))
                .isInstanceOf(ContractBroken.class)
                .hasMessageContaining(named);
    }

    @Test
    void theStateThatTheOthersAreMadeOfIsRead() {
        assertThat(codec.readState(bytes(STATE)).body().active()).isEmpty();
    }

    @Test
    void aLeaseThatNobodyHoldsMayHaveANullHolder() {
        var state = codec.readState(bytes(STATE.replace("\"holder\":\"\"", "\"holder\":null")));
        assertThat(state.body().lease().holder()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"sample\":null}", "{\"sample\":null,\"since\":null}"})
    void anEmptySlotMayBeSaid(String slot) {
        var state = codec.readState(bytes(STATE.replace("\"slots\":{}", "\"slots\":{\"mortar\":" + slot + "}")));
        assertThat(state.body().slots()).isEmpty();
    }

    @Test
    void aRefusalMayCarryItsCodeInAnError() {
        var nested = event("\"state\":\"REJECTED\",\"error\":{\"code\":\"BUSY\",\"text\":\"at it\"}");
        assertThat(read(nested)).isEqualTo(new Rejected(RejectCode.BUSY, "at it"));
        assertThat(read(event("\"state\":\"REJECTED\",\"code\":\"BUSY\"")))
                .isEqualTo(new Rejected(RejectCode.BUSY, ""));
    }

    @Test
    void aFailureWithoutAnErrorIsAFailureAllTheSame() {
        assertThat(read(event("\"state\":\"FAILED\"")))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo("UNSPECIFIED"));
        var state = STATE.replace("\"recent\":[]", "\"recent\":[{" + ID + ",\"state\":\"FAILED\"}]");
        assertThat(codec.readState(bytes(state)).body().recent()).hasSize(1);
    }

    @Test
    void aWillMayLackItsNumberAndItsTime() {
        var will = "{\"v\":\"1.0\",\"dev\":\"mill-1\",\"session\":\"b7c1\",\"state\":\"LOST\"}";
        var now = Instant.parse("2026-11-27T02:00:00Z");
        var received = codec.readConnection(bytes(will), now);
        assertThat(received.body()).isEqualTo(Presence.LOST);
        assertThat(received.header().ts()).isEqualTo(now);
        assertThat(codec.speaker(bytes(will)).value()).isEqualTo("mill-1");
    }

    @Test
    void aCancelAtOnceMayBeCalledImmediate() {
        var sheet =
                "{" + HEAD + ",\"class\":\"grinder\",\"protocol\":{\"heartbeat_s\":5},\"slots\":[\"m\"],\"actions\":"
                        + "{\"grind\":{\"recovery\":\"ATTACHABLE\",\"cancel\":\"IMMEDIATE\",\"onControllerLoss\":\"FINISH\"}}}";
        assertThat(codec.readFactsheet(bytes(sheet)).body().actions().get("grind"))
                .satisfies(grind -> assertThat(grind.cancel()).isEqualTo(CancelMode.AT_ONCE));
    }

    @Test
    void anUnknownWordIsNamedBesideTheKnownOnes() {
        assertThatThrownBy(() -> read(event("\"state\":\"REJECTED\",\"code\":\"TOO_HOT\",\"text\":\"\"")))
                .isInstanceOf(ContractBroken.class)
                .hasMessageContaining("$.code (\"TOO_HOT\")")
                .hasMessageContaining("QUEUE_FULL");
        assertThatThrownBy(() -> read(event("\"state\":\"MELTED\"")))
                .isInstanceOf(ContractBroken.class)
                .hasMessageContaining("MELTED")
                .hasMessageContaining("SUCCEEDED");
    }

    @Test
    void aSenderCannotForgeALineOfTheLog() {
        assertThatThrownBy(() -> codec.readHeader(bytes("{\"v\":\"1.0\",\"dev\":\"x\\n2026 ERROR all lost\"}")))
                .isInstanceOf(ContractBroken.class)
                .satisfies(broken ->
                        assertThat(String.valueOf(broken.getMessage()).lines()).hasSize(2));
        assertThat(Printable.of("a\nb\u202Ec", 100)).isEqualTo("a\\u000ab\\u202ec");
    }

    @Test
    void aMessageThatIsTooLongIsNotReadAtAll() {
        var long1 = STATE.replace("\"slots\"", "\"x\":\"" + "y".repeat(300_000) + "\",\"slots\"");
        assertThatThrownBy(() -> codec.readState(bytes(long1)))
                .isInstanceOf(ContractBroken.class)
                .hasMessageContaining("bytes");
    }
}
