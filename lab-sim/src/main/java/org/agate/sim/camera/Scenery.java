package org.agate.sim.camera;

import java.util.SplittableRandom;
import org.agate.sim.world.Vessel;

/// What a camera sees when it looks at a vial.
@FunctionalInterface
public interface Scenery {

    /// A JPEG.
    ///
    /// @param preset what the photograph is for: `standard` teaches a model, everything else is an experiment
    /// @param shot counts from zero within one capture
    byte[] photograph(Vessel vessel, String preset, int shot, Defects defects, SplittableRandom random);

    /// What is wrong with the camera now, beyond its usual noise.
    ///
    /// @param blur the lens is out of focus
    /// @param glare a lamp is reflected
    /// @param overexposed the exposure is twice too long
    /// @param empty the dish was forgotten
    record Defects(boolean blur, boolean glare, boolean overexposed, boolean empty) {

        public Defects(boolean blur, boolean glare) {
            this(blur, glare, false, false);
        }

        public static Defects none() {
            return new Defects(false, false);
        }
    }
}
