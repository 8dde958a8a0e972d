package org.agate.orchestrator.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agate.orchestrator.dispatch.Candidate;
import org.agate.orchestrator.dispatch.DispatchRule;
import org.agate.orchestrator.dispatch.Load;
import org.agate.orchestrator.dispatch.Priority;

/// In which order the floor looks at what is asked of it: errands as candidates of a [DispatchRule].
///
/// @param profiles of the open runs
record Precedence(Map<UUID, RunProfile> profiles, Experience experience) {

    /// The first to be served comes first.
    List<Errand> order(List<Errand> errands, Scene scene, Instant lab) {
        var bottleneck = bottleneck(errands, scene);
        var candidates = new HashMap<Errand, Candidate>();
        for (var errand : errands) {
            var candidate = candidate(errand, scene, bottleneck, lab);
            candidates.put(errand, candidate);
            errand.ranked(bottleneck, candidate.tail());
        }
        return errands.stream()
                .sorted(Comparator.comparing(candidates::get, new DispatchRule.BottleneckFirst(bottleneck).order()))
                .toList();
    }

    private String bottleneck(List<Errand> errands, Scene scene) {
        var at = new HashMap<UUID, String>();
        errands.forEach(errand -> at.put(errand.run(), errand.request().stepPath()));
        var load = new Load();
        profiles.values()
                .forEach(profile -> experience
                        .itinerary(profile.workflow(), at.getOrDefault(profile.run(), ""))
                        .addTo(load));
        return load.bottleneck(scene.families());
    }

    private Candidate candidate(Errand errand, Scene scene, String bottleneck, Instant lab) {
        var request = errand.request();
        var profile = profiles.get(errand.run());
        var sample = scene.present().get(request.sample());
        boolean moves = request.family().equals("arm") && request.action().equals("move");
        var to = moves ? request.params().getOrDefault("to", "home") : request.family();
        return new Candidate(
                errand.number(),
                errand.isHomeward() || request.cleanUp() || request.terms().promptly() != null,
                profile == null ? Priority.NORMAL : profile.priority(),
                profile == null ? Duration.ZERO : age(profile, lab),
                sample == null ? null : scene.familyAround(sample).orElse(null),
                to.equals("home") ? null : to,
                profile == null
                        ? Duration.ZERO
                        : experience
                                .itinerary(profile.workflow(), request.stepPath())
                                .tailBehind(bottleneck));
    }

    private static Duration age(RunProfile profile, Instant lab) {
        return lab.isAfter(profile.ordered()) ? Duration.between(profile.ordered(), lab) : Duration.ZERO;
    }
}
