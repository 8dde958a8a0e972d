package org.agate.workflows.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a workflow wants done: an action of a device family, about one sample.
///
/// Run and step path together are its key: asked again after a restart, it is the same request and is not done twice.
///
/// @param stepPath where in the run it stands, the key of its step in the journal
/// @param family of the device; the laboratory chooses which one
/// @param params texts, quantities with units
/// @param terms policy, deadline and the like
/// @param cleanUp whether it stands in a clean-up block, which runs also when the run is canceled
public record ActionRequest(
        String run,
        String stepPath,
        String sample,
        String family,
        String action,
        Map<String, String> params,
        Terms terms,
        boolean cleanUp) {
    public ActionRequest {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    public ActionRequest(
            String run,
            String stepPath,
            String sample,
            String family,
            String action,
            Map<String, String> params,
            FailurePolicy onFailure,
            boolean cleanUp) {
        this(run, stepPath, sample, family, action, params, Terms.of(onFailure), cleanUp);
    }

    /// What to do when the action fails.
    public FailurePolicy onFailure() {
        return terms.onFailure();
    }

    /// Another action for the same step.
    public ActionRequest instead(String otherFamily, String otherAction, Map<String, String> otherParams) {
        return new ActionRequest(run, stepPath, sample, otherFamily, otherAction, otherParams, terms, cleanUp);
    }

    /// The same after a recovery workflow.
    public ActionRequest afterRecovery(int number) {
        return new ActionRequest(run, stepPath, sample, family, action, params, terms.afterRecovery(number), cleanUp);
    }
}
