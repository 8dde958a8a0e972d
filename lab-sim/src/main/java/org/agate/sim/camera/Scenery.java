package org.agate.sim.camera;

import java.util.Set;
import java.util.SplittableRandom;
import org.agate.sim.world.Vessel;

/// What a camera sees when it looks at a vial.
@FunctionalInterface
public interface Scenery {

    /// A JPEG.
    ///
    /// @param preset what the photograph is for: `standard` teaches a model, everything else is an experiment
    /// @param shot counts from zero within one capture
    byte[] photograph(Vessel vessel, String preset, int shot, Set<Disturbance> disturbances, SplittableRandom random);
}
