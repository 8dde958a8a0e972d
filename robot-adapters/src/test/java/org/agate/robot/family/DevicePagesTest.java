package org.agate.robot.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agate.robot.device.ParameterRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each family's page names every action, parameter, unit, range, result and error of its factsheet.
class DevicePagesTest {

    private static String number(Double value) {
        return value == Math.rint(value) ? String.valueOf(value.longValue()) : value.toString();
    }

    private static void isDocumented(String page, String name, ParameterRange range) {
        var row = page.lines()
                .filter(line -> line.startsWith("| `%s` |".formatted(name)))
                .findFirst();
        assertThat(row).as(name).isPresent();
        if (range.unit() != null) {
            assertThat(row.orElseThrow()).contains("`%s`".formatted(range.unit()));
        }
        if (range.min() != null && range.max() != null) {
            assertThat(row.orElseThrow()).contains("%s to %s".formatted(number(range.min()), number(range.max())));
        }
        assertThat(row.orElseThrow().contains("optional")).as(name).isEqualTo(range.optional());
        range.choices().forEach(choice -> assertThat(row.orElseThrow()).contains(choice));
        range.items().forEach((item, inner) -> isDocumented(page, name + "[]." + item, inner));
    }

    @ParameterizedTest
    @EnumSource(DeviceFamily.class)
    void thePageOfAFamilySaysWhatItsFactsheetSays(DeviceFamily family) throws IOException {
        var page = Files.readString(Path.of("../docs/reference/devices/%s.md".formatted(family.word())));
        family.actions().forEach((action, capability) -> {
            assertThat(page).contains("### " + action);
            assertThat(page)
                    .contains("| `%s` | %s | %s |".formatted(action, capability.recovery(), capability.cancel()));
            capability.params().forEach((name, range) -> isDocumented(page, name, range));
            capability.results().keySet().forEach(name -> assertThat(page).contains("`%s`".formatted(name)));
        });
        var sheet = family.factsheet("x", "y", "z", true, List.of("slot"));
        sheet.errors()
                .forEach((code, kind) -> assertThat(page).contains("| `%s` | %s |".formatted(code, kind.level())));
    }
}
