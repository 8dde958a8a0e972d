package org.agate.workflows.validation;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agate.robot.family.DeviceFamily;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.validation.LabCatalog.Action;
import org.agate.workflows.validation.LabCatalog.Family;
import org.jspecify.annotations.Nullable;

/// A laboratory described in a file, for validating where no laboratory is connected.
///
/// @param devices by name; of a known family what is not written is as its contract says
/// @param stock milligrams by powder
record LabFile(Map<String, Device> devices, Map<String, Double> stock) {

    private static final JsonSetter.Value LEFT_OUT = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .withConfigOverride(Map.class, map -> map.setSetterInfo(LEFT_OUT))
            .withConfigOverride(List.class, list -> list.setSetterInfo(LEFT_OUT))
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /// A device.
    ///
    /// @param slots places for vials; null for one
    /// @param actions null for those of the family's contract
    record Device(
            String family,
            @Nullable Integer slots,
            @Nullable Map<String, Action> actions) {}

    LabFile {
        devices = new LinkedHashMap<>(devices);
        stock = new LinkedHashMap<>(stock);
    }

    /// @throws WorkflowInvalid `workflow.lab.malformed`
    static LabCatalog read(Path file, Materials materials) {
        try {
            return YAML.readValue(Files.readString(file), LabFile.class).catalog(file, materials);
        } catch (JsonProcessingException e) {
            throw malformed(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("(%s) cannot be read.\nMaybe it does not exist.".formatted(file), e);
        }
    }

    private static WorkflowInvalid malformed(Path file, String why, @Nullable Exception cause) {
        return new WorkflowInvalid(
                "workflow.lab.malformed",
                "(%s) describes no laboratory: %s".formatted(file, why),
                "Maybe compare it with workflows/corpus/lab.yaml.",
                cause);
    }

    private LabCatalog catalog(Path file, Materials materials) {
        var families = new LinkedHashMap<String, Family>();
        devices.forEach(
                (name, device) -> families.merge(device.family(), family(file, name, device), LabFile::together));
        return new LabCatalog(families, stock, materials);
    }

    private static Family family(Path file, String name, Device device) {
        int slots = device.slots() == null ? 1 : device.slots();
        if (device.actions() != null && !device.actions().isEmpty()) {
            return new Family(1, slots, device.actions());
        }
        var contract = Stream.of(DeviceFamily.values())
                .filter(each -> each.word().equals(device.family()))
                .findFirst()
                .orElseThrow(() -> malformed(
                        file,
                        "%s is of the unknown family %s and says no actions".formatted(name, device.family()),
                        null));
        var places = IntStream.range(0, slots).mapToObj(i -> "slot-" + i).toList();
        var sheet = contract.factsheet("", "", name, true, places);
        return LabCatalog.of(List.of(sheet), Map.of(), Materials.none())
                .family(device.family())
                .orElseThrow();
    }

    private static Family together(Family one, Family other) {
        return new Family(one.devices() + other.devices(), one.slots() + other.slots(), one.actions());
    }
}
