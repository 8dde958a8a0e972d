package org.agate.orchestrator.chaos;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is run while disaster strikes.
///
/// @param params of each run, quantities with units
/// @param scenario of the twin
/// @param rate lab seconds per second, at most
/// @param seed of the twin's noise and of the disaster
public record Orders(
        String workflow, Map<String, String> params, int samples, String scenario, double rate, long seed) {

    public Orders {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    Orders at(double otherRate) {
        return new Orders(workflow, params, samples, scenario, otherRate, seed);
    }

    Orders in(String otherScenario) {
        return new Orders(workflow, params, samples, otherScenario, rate, seed);
    }

    Orders seeded(long otherSeed) {
        return new Orders(workflow, params, samples, scenario, rate, otherSeed);
    }
}
