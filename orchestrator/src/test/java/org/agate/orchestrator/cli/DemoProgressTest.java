package org.agate.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import org.agate.orchestrator.lab.Laboratories;
import org.junit.jupiter.api.Test;

class DemoProgressTest {

    private static ArrayNode devices(boolean... leased) {
        var devices = JsonNodeFactory.instance.arrayNode();
        for (boolean each : leased) {
            devices.addObject().put("leased", each);
        }
        return devices;
    }

    @Test
    void aLaboratoryOfFourDevicesIsReadyWhenAllFourAreLeased() {
        assertThat(DemoProgress.ready(devices(true, true, true, true), 4)).isTrue();
        assertThat(DemoProgress.ready(devices(true, true, true, false), 4)).isFalse();
        assertThat(DemoProgress.ready(devices(true, true, true), 4)).isFalse();
    }

    @Test
    void theLaboratoryOfTheDemoHasNineDevices() {
        assertThat(Laboratories.find("cspbbr3", Optional.empty()).scenario().devices())
                .hasSize(9);
    }
}
