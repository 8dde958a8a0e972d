package org.agate.robot.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agate.robot.conformance.Finding.Verdict;
import org.agate.robot.family.DeviceFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConformanceKitTest {

    @Test
    void everyOneOfTheSixtyThreeTrialsHasItsOwnNameAndDemand() {
        var trials = ConformanceKit.trials();
        assertThat(trials).hasSize(63);
        assertThat(trials).extracting(Trial::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
        assertThat(trials).extracting(Trial::demand).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(DeviceFamily.class)
    void aMotionIsPutTogetherFromEveryFamilysFactsheet(DeviceFamily family) {
        var sheet = family.factsheet("x", "y", "z", true, List.of("slot"));
        var lasting = Exercise.lasting(sheet, 60).orElseThrow();
        var capability = Objects.requireNonNull(sheet.actions().get(lasting.action()));
        assertThat(capability.complaint(lasting.params())).isEmpty();
        lasting.outOfRange(sheet)
                .ifPresent(wrong ->
                        assertThat(capability.complaint(wrong.params())).isPresent());
        lasting.ofWrongType(sheet)
                .ifPresent(wrong ->
                        assertThat(capability.complaint(wrong.params())).isPresent());
        lasting.different(sheet).ifPresent(other -> {
            assertThat(capability.complaint(other.params())).isEmpty();
            assertThat(other.params()).isNotEqualTo(lasting.params());
        });
        assertThat(Exercise.brief(sheet)).isPresent();
    }

    @Test
    void theXmlForBuildServersIsWellFormedWhateverADeviceSaid() throws Exception {
        var out = new ByteArrayOutputStream();
        JUnitXml.write(
                "grinder-1",
                List.of(
                        new Finding("one", Verdict.PASSED, List.of(), List.of(), "", 0.1),
                        new Finding(
                                "two", Verdict.FAILED, List.of("<cmd>"), List.of("\u0000 ]]> &"), "\u0001 <why>", 2),
                        new Finding("three", Verdict.SKIPPED, List.of(), List.of(), "not allowed", 0)),
                out);
        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toString(UTF_8).getBytes(UTF_8)))
                .getDocumentElement();
        assertThat(Map.of(
                        "tests", suite.getAttribute("tests"),
                        "failures", suite.getAttribute("failures"),
                        "skipped", suite.getAttribute("skipped")))
                .isEqualTo(Map.of("tests", "3", "failures", "1", "skipped", "1"));
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    }
}
