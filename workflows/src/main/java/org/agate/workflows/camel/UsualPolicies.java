package org.agate.workflows.camel;

import java.util.Map;
import org.agate.workflows.action.FailurePolicy;

/// What is done about a failed action when the workflow does not say: only what cannot do harm.
final class UsualPolicies {

    private static final Map<String, FailurePolicy> USUAL = Map.of(
            "doser/weigh", FailurePolicy.parse("retry 3 after 10 s"),
            "doser/tare", FailurePolicy.parse("retry 3 after 10 s"),
            "doser/readHead", FailurePolicy.parse("retry 2 after 5 s"),
            "camera/capture", FailurePolicy.parse("retry 2 after 5 s"),
            "xrd/scan", FailurePolicy.parse("retry 1 after 60 s"));

    private UsualPolicies() {}

    static FailurePolicy of(String family, String action) {
        return USUAL.getOrDefault(family + "/" + action, FailurePolicy.FAIL);
    }
}
