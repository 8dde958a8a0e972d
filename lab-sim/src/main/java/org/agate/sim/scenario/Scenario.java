package org.agate.sim.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.agate.robot.device.DeviceId;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.broker.MessageFaults;
import org.agate.sim.device.Noise;
import org.agate.sim.fault.Fault;
import org.agate.sim.fault.FaultPlan;
import org.agate.sim.fault.FaultProfile;
import org.agate.sim.fault.ScriptedFault;
import org.jspecify.annotations.Nullable;

/// Which laboratory stands there: its devices, its powders, how it looks, and what goes wrong in it.
///
/// @param scene what the camera sees
/// @param devices by id
/// @param materials by the name on the bottle
/// @param seed of all noise; null to leave it to whoever starts the laboratory
/// @param rate lab seconds per wall second; null to leave it to whoever starts the laboratory
public record Scenario(
        String name,
        String title,
        Scene scene,
        Map<String, DevicePlan> devices,
        Map<String, Material> materials,
        NoisePlan noise,
        FaultScript faults,
        @Nullable Long seed,
        @Nullable Double rate) {

    private static final double LATEST_ANSWER_S = 60;

    /// What lies under the camera.
    public enum Scene {
        /// Orange product in pale powder.
        @JsonProperty("colour")
        COLOUR,
        /// White grains of two shapes: cubes of salt, prisms of sugar.
        @JsonProperty("salt-sugar")
        SALT_SUGAR,
        /// One compound in two habits: plates and rods.
        @JsonProperty("polymorph")
        POLYMORPH,
        /// Real photographs, given when the laboratory is started.
        @JsonProperty("photos")
        PHOTOS
    }

    /// One device.
    ///
    /// @param slots how many vials it takes; null for the usual number of its family
    /// @param doorLimitCelsius of a furnace: hotter than this its door stays shut; null for 100 °C
    public record DevicePlan(
            String family,
            @Nullable Integer slots,
            @JsonProperty("door-limit-C") @Nullable Double doorLimitCelsius) {

        DeviceFamily kind() {
            return DeviceFamily.valueOf(family.toUpperCase(Locale.ROOT));
        }
    }

    /// A powder in its hopper.
    ///
    /// @param cohesion how badly it flows, 0 free-flowing to 1 cohesive
    public record Material(@JsonProperty("stock-mg") double stockMilligrams, double cohesion) {}

    /// How much samples and machines differ.
    ///
    /// @param powder relative standard deviation of all rate constants between samples
    /// @param furnaceKelvin standard deviation of the furnaces' lasting bias
    /// @param transferLoss share of the powder that stays behind at each transfer
    public record NoisePlan(
            double powder,
            @JsonProperty("furnace-K") double furnaceKelvin,
            @JsonProperty("transfer-loss") double transferLoss) {

        public static NoisePlan usual() {
            return new NoisePlan(0.05, 3, 0.02);
        }
    }

    /// What goes wrong, by chance and for certain.
    public record FaultScript(String profile, @Nullable List<Planned> script) {

        /// @param after ISO duration of lab time since the start, such as `PT2H`
        /// @param sample that it hits; null for whichever comes
        /// @param times how many actions it hits; null for one
        public record Planned(
                Duration after,
                String device,
                Fault fault,
                @Nullable String sample,
                @Nullable Integer times) {}

        public static FaultScript none() {
            return new FaultScript("none", List.of());
        }

        FaultPlan plan() {
            return plan(Duration.ZERO);
        }

        /// @param elapsed lab time that an earlier start has already lived through, with all that was planned in it
        FaultPlan plan(Duration elapsed) {
            var planned = script == null ? List.<Planned>of() : script;
            return new FaultPlan(
                    FaultProfile.named(profile),
                    planned.stream()
                            .filter(fault -> elapsed.isZero() || fault.after().compareTo(elapsed) > 0)
                            .map(fault -> new ScriptedFault(
                                    fault.after(),
                                    fault.device(),
                                    fault.fault(),
                                    fault.sample(),
                                    Objects.requireNonNullElse(fault.times(), 1)))
                            .toList());
        }
    }

    /// Leaves out what a file may leave out.
    public Scenario {
        noise = Objects.requireNonNullElse(noise, NoisePlan.usual());
        faults = Objects.requireNonNullElse(faults, FaultScript.none());
        devices = Collections.unmodifiableMap(new LinkedHashMap<>(devices));
        materials = Collections.unmodifiableMap(new LinkedHashMap<>(materials));
        check(devices, faults);
    }

    private static void check(Map<String, DevicePlan> devices, FaultScript faults) {
        devices.forEach((id, plan) -> {
            new DeviceId(id);
            try {
                plan.kind();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Device (%s) has the unknown family (%s).\nMaybe one of %s."
                                .formatted(id, plan.family(), List.of(DeviceFamily.values())),
                        e);
            }
        });
        if (devices.values().stream().noneMatch(plan -> plan.family().equals("arm"))) {
            throw new IllegalArgumentException(
                    "No device of family (arm) is there.\nMaybe add one: nothing gets anywhere without it.");
        }
        faults.plan();
        var script = faults.script();
        if (script != null) {
            script.stream()
                    .filter(planned -> planned.fault().isOfMessages())
                    .findFirst()
                    .ifPresent(planned -> {
                        throw new IllegalArgumentException(
                                "(%s) strikes messages, which no script can name.\nMaybe choose a profile instead."
                                        .formatted(planned.fault()));
                    });
            script.stream()
                    .filter(planned -> !devices.containsKey(planned.device()))
                    .findFirst()
                    .ifPresent(planned -> {
                        throw new IllegalArgumentException(
                                "A fault is planned for (%s), which is not there.\nMaybe one of %s."
                                        .formatted(planned.device(), devices.keySet()));
                    });
        }
    }

    /// The same laboratory with another chance of faults.
    public Scenario with(FaultProfile profile) {
        return new Scenario(
                name,
                title,
                scene,
                devices,
                materials,
                noise,
                new FaultScript(profile.name(), faults.script()),
                seed,
                rate);
    }

    /// What happens to messages in an embedded broker; empty when nothing does.
    public Optional<MessageFaults> messageFaults(long usedSeed) {
        var profile = FaultProfile.named(faults.profile());
        return profile == FaultProfile.NONE
                ? Optional.empty()
                : Optional.of(new MessageFaults(new FaultPlan(profile, List.of()), usedSeed, LATEST_ANSWER_S));
    }

    Noise noise(long usedSeed) {
        return new Noise(usedSeed, noise.powder(), noise.furnaceKelvin(), noise.transferLoss());
    }

    /// Milligrams of each powder.
    public Map<String, Double> stock() {
        var stock = new LinkedHashMap<String, Double>();
        materials.forEach((name, material) -> stock.put(name, material.stockMilligrams()));
        return stock;
    }

    Map<String, Double> cohesion() {
        var cohesion = new LinkedHashMap<String, Double>();
        materials.forEach((name, material) -> cohesion.put(name, material.cohesion()));
        return cohesion;
    }
}
