package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedSpacesTest {

    private final SharedSpaces spaces = SharedSpaces.of(List.of("arm-1+arm-2", "arm-2 + furnace-1"));

    @Test
    void whatMovesInASharedSpaceKeepsTheOthersStill() {
        assertThat(spaces.occupied("arm-1", Set.of("arm-2"))).contains("arm-2");
        assertThat(spaces.occupied("furnace-1", Set.of("arm-2"))).contains("arm-2");
        assertThat(spaces.occupied("furnace-1", Set.of("arm-1"))).isEmpty();
        assertThat(spaces.occupied("arm-1", Set.of("arm-1"))).isEmpty();
    }

    @Test
    void oneDeviceAloneSharesNothing() {
        assertThatThrownBy(() -> SharedSpaces.of(List.of("arm-1"))).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> SharedSpaces.of(List.of("arm-1+arm-1"))).hasMessageContaining("(arm-1+arm-1)");
    }
}
