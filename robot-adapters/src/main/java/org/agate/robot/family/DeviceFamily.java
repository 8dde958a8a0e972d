package org.agate.robot.family;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.robot.device.Capability;
import org.agate.robot.device.Capability.ControllerLoss;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Recovery;

/// The families that the reference workflows use, each with its usual actions.
public enum DeviceFamily {
    DOSER,
    MIXER,
    GRINDER,
    FURNACE,
    ARM,
    CAMERA;

    /// The family's word on the wire.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// The actions with their usual ranges.
    public Map<String, Capability> actions() {
        return switch (this) {
            case DOSER -> doser();
            case MIXER -> mixer();
            case GRINDER -> grinder();
            case FURNACE -> furnace();
            case ARM -> arm();
            case CAMERA -> camera();
        };
    }

    private static Map<String, Capability> doser() {
        var actions = new LinkedHashMap<String, Capability>();
        actions.put(
                "dose",
                new Capability(
                        Map.of(
                                "material", ParameterRange.text(),
                                "target_mg", ParameterRange.number("mg", 1, 20_000),
                                "tol_pct", ParameterRange.number("%", 0.1, 20)),
                        Map.of(
                                "net_mg", ParameterRange.measured("mg"),
                                "sd_mg", ParameterRange.measured("mg"),
                                "bursts", ParameterRange.measured("1"),
                                "hopper_left_mg", ParameterRange.measured("mg")),
                        Recovery.MEASURE_AND_COMPLETE,
                        false,
                        60,
                        ControllerLoss.FINISH));
        actions.put(
                "weigh",
                new Capability(
                        Map.of(),
                        Map.of("net_mg", ParameterRange.measured("mg"), "sd_mg", ParameterRange.measured("mg")),
                        Recovery.QUERY,
                        false,
                        10,
                        ControllerLoss.FINISH));
        actions.put(
                "readHead",
                new Capability(
                        Map.of("material", ParameterRange.text()),
                        Map.of("hopper_left_mg", ParameterRange.measured("mg")),
                        Recovery.QUERY,
                        false,
                        1,
                        ControllerLoss.FINISH));
        return actions;
    }

    private static Map<String, Capability> mixer() {
        return Map.of(
                "mix",
                new Capability(
                        Map.of(
                                "speed_rpm", ParameterRange.number("/min", 100, 2_500),
                                "duration_s", ParameterRange.number("s", 0, 900)),
                        Map.of("imbalance", ParameterRange.measured("1")),
                        Recovery.ATTACHABLE,
                        true,
                        480,
                        ControllerLoss.FINISH));
    }

    private static Map<String, Capability> grinder() {
        return Map.of(
                "grind",
                new Capability(
                        Map.of(
                                "force_N", ParameterRange.number("N", 1, 40),
                                "speed_rpm", ParameterRange.number("/min", 10, 150),
                                "duration_s", ParameterRange.number("s", 10, 14_400)),
                        Map.of(
                                "rotations", ParameterRange.measured("1"),
                                "force_mean_N", ParameterRange.measured("N"),
                                "force_sd_N", ParameterRange.measured("N")),
                        Recovery.ATTACHABLE,
                        true,
                        3_600,
                        ControllerLoss.FINISH));
    }

    private static Map<String, Capability> furnace() {
        return Map.of(
                "heat",
                new Capability(
                        Map.of(
                                "target_C", ParameterRange.number("Cel", 25, 1_100),
                                "rate_C_per_min", ParameterRange.number("K/min", 0.1, 20),
                                "hold_s", ParameterRange.number("s", 0, 54_000)),
                        Map.of(
                                "program_s", ParameterRange.measured("s"),
                                "overshoot_C", ParameterRange.measured("K"),
                                "peak_C", ParameterRange.measured("Cel")),
                        Recovery.ATTACHABLE,
                        false,
                        14_400,
                        ControllerLoss.CONTINUE));
    }

    private static Map<String, Capability> arm() {
        var actions = new LinkedHashMap<String, Capability>();
        actions.put(
                "move",
                new Capability(
                        Map.of("from", ParameterRange.text(), "to", ParameterRange.text()),
                        Map.of("position", ParameterRange.text()),
                        Recovery.LOCATE_THEN_DECIDE,
                        true,
                        40,
                        ControllerLoss.HOLD));
        actions.put(
                "spread",
                new Capability(
                        Map.of("strokes", ParameterRange.number("1", 1, 50)),
                        Map.of(),
                        Recovery.ATTACHABLE,
                        true,
                        20,
                        ControllerLoss.HOLD));
        return actions;
    }

    private static Map<String, Capability> camera() {
        return Map.of(
                "capture",
                new Capability(
                        Map.of(
                                "preset", ParameterRange.text(),
                                "exposure_us",
                                        ParameterRange.number("us", 10, 1_000_000)
                                                .orNone(),
                                "n", ParameterRange.number("1", 1, 50)),
                        Map.of("images", ParameterRange.list()),
                        Recovery.QUERY,
                        false,
                        5,
                        ControllerLoss.FINISH));
    }
}
