package org.agate.sim.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.sim.camera.LabelledPhoto;
import org.agate.sim.world.Phase;

/// Which laboratory stands there.
///
/// @param hoppers milligrams of each material at the start
/// @param photos real photographs for the camera; empty to render the powder
public record Scenario(
        String name, int grinders, int furnaces, Map<String, Double> hoppers, List<LabelledPhoto> photos) {

    /// The material whose share the labels of a photo folder give, and its partner.
    public static final List<String> SANDS = List.of("powder-a", "powder-b");

    private static final double HOPPER_MG = 500_000;

    public Scenario {
        hoppers = Map.copyOf(hoppers);
        photos = List.copyOf(photos);
    }

    /// CsBr and PbBr2 to CsPbBr3, two grinders and two furnaces; product and precursor bottles for standards.
    public static Scenario cspbbr3() {
        return new Scenario("cspbbr3", 2, 2, hoppers(List.of()), List.of());
    }

    /// The same laboratory with two powders that only mix, and a camera fed with photographs of their mixtures.
    public static Scenario mix(List<LabelledPhoto> photos) {
        return new Scenario("mix", 2, 2, hoppers(SANDS), photos);
    }

    private static Map<String, Double> hoppers(List<String> more) {
        var materials = new ArrayList<String>();
        for (var phase : Phase.values()) {
            materials.add(phase.formula());
        }
        materials.addAll(more);
        var hoppers = new LinkedHashMap<String, Double>();
        materials.forEach(material -> hoppers.put(material, HOPPER_MG));
        return hoppers;
    }
}
