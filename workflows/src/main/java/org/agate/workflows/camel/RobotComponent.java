package org.agate.workflows.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/// `robot:FAMILY?action=ACTION&name=value…`: has the laboratory do an action of a device family.
///
/// Values are texts of Camel's simple language, quantities with units: `duration_s=${variable.grind}` with `60
/// min`. Besides the action's own parameters: `into` names the variable that takes the result;
/// `atLeast=target_mg:1 mg` skips the action when that parameter is smaller; `onFailure` names remedies
/// ([org.agate.workflows.action.FailurePolicy]); `deadline=2 h` is the longest that the step may take;
/// `within=120 s after dose-b/dose` is how soon it must begin; `batch` is a text that vials must have in common
/// to be worked on together.
public final class RobotComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        var texts = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        parameters.clear();
        return new RobotEndpoint(uri, this, remaining, texts);
    }

    @Override
    public boolean useRawUri() {
        return false;
    }
}
