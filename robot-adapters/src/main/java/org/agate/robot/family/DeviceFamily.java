package org.agate.robot.family;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agate.robot.device.Capability;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Factsheet.ErrorKind;
import org.agate.robot.device.Factsheet.TelemetryChannel;

/// The families that the reference workflows use, each with its usual actions, errors and telemetry.
///
/// Ranges and codes follow the devices of published self-driving laboratories; what holds is a device's own factsheet.
public enum DeviceFamily {
    DOSER(DoserFamily.actions(), DoserFamily.errors(), Map.of("mass_mg", new TelemetryChannel("mg", 2))),
    MIXER(MixerFamily.actions(), MixerFamily.errors(), Map.of("speed_rpm", new TelemetryChannel("/min", 1))),
    GRINDER(GrinderFamily.actions(), GrinderFamily.errors(), Map.of("force_N", new TelemetryChannel("N", 10))),
    FURNACE(FurnaceFamily.actions(), FurnaceFamily.errors(), Map.of("temperature_C", new TelemetryChannel("Cel", 1))),
    ARM(ArmFamily.actions(), ArmFamily.errors(), Map.of()),
    CAMERA(CameraFamily.actions(), CameraFamily.errors(), Map.of()),
    XRD(XrdFamily.actions(), XrdFamily.errors(), Map.of());

    private final Map<String, Capability> actions;
    private final Map<String, ErrorKind> errors;
    private final Map<String, TelemetryChannel> telemetry;

    DeviceFamily(
            Map<String, Capability> actions, Map<String, ErrorKind> errors, Map<String, TelemetryChannel> telemetry) {
        this.actions = actions;
        this.errors = errors;
        this.telemetry = telemetry;
    }

    /// The family's word on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The actions with their usual ranges.
    public Map<String, Capability> actions() {
        return actions;
    }

    /// The factsheet of a device that is as usual as can be.
    public Factsheet factsheet(String vendor, String model, String serial, boolean simulated, List<String> slots) {
        return new Factsheet(
                word(),
                vendor,
                model,
                serial,
                Factsheet.Protocol.usual(),
                simulated,
                slots,
                actions,
                telemetry,
                errors);
    }
}
