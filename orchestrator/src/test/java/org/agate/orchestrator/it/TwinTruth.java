package org.agate.orchestrator.it;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.agate.sim.journal.Happening;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.scenario.VirtualLab;
import org.agate.sim.world.Phase;
import org.agate.sim.world.Vessel;

/// What is truly in the vials of an embedded laboratory, from its journal: nobody else is told.
final class TwinTruth {

    private final Map<String, Vessel> vessels = new HashMap<>();

    TwinTruth(Path data) {
        for (var line : LabJournal.read(data.resolve("lab").resolve(VirtualLab.JOURNAL))) {
            if (line.happening() instanceof Happening.Poured poured) {
                vessels.put(poured.sample(), poured.vessel());
            } else if (line.happening() instanceof Happening.Treated treated) {
                vessels.put(treated.sample(), treated.vessel());
            }
        }
    }

    /// Mass share of the product, 0 to 1.
    double product(String sample) {
        return vessels.get(sample).charge().massShare(Phase.CSPBBR3);
    }
}
