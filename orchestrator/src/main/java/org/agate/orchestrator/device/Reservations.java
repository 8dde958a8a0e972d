package org.agate.orchestrator.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceId;

/// Devices that steps hold for longer than one command. Mutable: only the floor's thread touches it.
///
/// Not kept over a restart: a resumed run asks again, and meanwhile its vial keeps others out of the device that it
/// stands in, which is the one that it gets.
final class Reservations {

    private final Map<DeviceId, Holder> holders = new HashMap<>();
    private final List<Claim> claims = new ArrayList<>();

    private record Holder(UUID run, String stepPath, String family) {}

    /// A step that waits for devices, one of each family.
    ///
    /// @param sample whose vial may stand in one of them already
    record Claim(UUID run, String stepPath, String sample, List<String> families, Runnable callback) {
        Claim {
            families = List.copyOf(families);
        }
    }

    void claim(Claim claim) {
        claims.add(claim);
    }

    void release(UUID run, String stepPath) {
        holders.values()
                .removeIf(
                        holder -> holder.run().equals(run) && holder.stepPath().equals(stepPath));
        claims.removeIf(claim -> claim.run().equals(run) && claim.stepPath().equals(stepPath));
    }

    /// The run is being ended: its claims, which are claims no more.
    List<Claim> withdraw(UUID run) {
        var mine = claims.stream().filter(claim -> claim.run().equals(run)).toList();
        claims.removeAll(mine);
        return mine;
    }

    /// The run is over.
    void forget(UUID run) {
        holders.values().removeIf(holder -> holder.run().equals(run));
        claims.removeIf(claim -> claim.run().equals(run));
    }

    /// The devices that a run may not use: those that others hold, and those beside the ones that it holds itself.
    Set<String> barredFor(UUID run, List<DeviceView> devices) {
        var mine = new HashSet<String>();
        holders.values().stream()
                .filter(holder -> holder.run().equals(run))
                .forEach(holder -> mine.add(holder.family()));
        var barred = new HashSet<String>();
        for (var view : devices) {
            var holder = holders.get(view.device());
            boolean besideMine = holder == null && mine.contains(family(view));
            if (besideMine || holder != null && !holder.run().equals(run)) {
                barred.add(view.device().value());
            }
        }
        return barred;
    }

    private static String family(DeviceView view) {
        return view.factsheet().map(sheet -> sheet.family()).orElse("");
    }

    /// Serves the claims that can be served now, in the order made: all devices of a claim at once, or none.
    ///
    /// @param usable whether a device can be held for a claim
    /// @return the claims that hold everything now
    List<Claim> serve(List<DeviceView> devices, BiPredicate<Claim, DeviceView> usable) {
        var served = new ArrayList<Claim>();
        for (var claim : List.copyOf(claims)) {
            var chosen = new LinkedHashSet<DeviceView>();
            for (var family : claim.families()) {
                devices.stream()
                        .filter(view -> family(view).equals(family))
                        .filter(view -> !holders.containsKey(view.device())
                                && !chosen.contains(view)
                                && usable.test(claim, view))
                        .findFirst()
                        .ifPresent(chosen::add);
            }
            if (chosen.size() == claim.families().size()) {
                chosen.forEach(
                        view -> holders.put(view.device(), new Holder(claim.run(), claim.stepPath(), family(view))));
                claims.remove(claim);
                served.add(claim);
            }
        }
        return served;
    }

    /// What waits for devices.
    List<Claim> waiting() {
        return List.copyOf(claims);
    }
}
