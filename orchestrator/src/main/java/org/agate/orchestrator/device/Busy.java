package org.agate.orchestrator.device;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceId;

/// Why devices are not to be had, in words that tell whoever waits what for and how long.
///
/// @param busy why a device takes no command now
/// @param shut why no vial is brought into a device
record Busy(Map<DeviceId, String> busy, Map<DeviceId, String> shut) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    static Busy of(
            List<DeviceView> devices,
            Collection<CommandRecord> underway,
            Experience experience,
            Map<String, DeviceHolds.Hold> holds,
            SharedSpaces spaces,
            Instant lab) {
        var busy = new HashMap<DeviceId, String>();
        var shut = new HashMap<DeviceId, String>();
        var moving = new HashSet<String>();
        underway.forEach(command -> {
            moving.add(command.device());
            busy.put(new DeviceId(command.device()), words(command, experience));
        });
        for (var view : devices) {
            var device = view.device();
            var name = device.value();
            spaces.occupied(name, moving)
                    .ifPresent(other ->
                            busy.putIfAbsent(device, "kept still while %s moves in the same space".formatted(other)));
            experience
                    .breaker()
                    .shunnedUntil(name, lab)
                    .ifPresent(until -> shut.put(
                            device,
                            "%s is left alone until %s, it has failed again and again"
                                    .formatted(name, CLOCK.format(until))));
            var hold = holds.get(name);
            if (hold != null) {
                var why = "%s by %s: %s".formatted(hold.held() ? "held" : "asked for", hold.by(), hold.why());
                shut.put(device, "%s is %s".formatted(name, why));
                if (hold.held()) {
                    busy.putIfAbsent(device, why);
                }
            }
        }
        return new Busy(busy, shut);
    }

    private static String words(CommandRecord command, Experience experience) {
        return "busy with %s of %s%s"
                .formatted(
                        command.action(),
                        command.sample(),
                        experience
                                .expectedEnd(command)
                                .map(end -> ", until about " + CLOCK.format(end))
                                .orElse(""));
    }
}
