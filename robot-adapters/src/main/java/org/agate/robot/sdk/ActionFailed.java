package org.agate.robot.sdk;

import java.util.Map;
import org.agate.robot.device.DeviceError;

/// An action ended early for a physical reason.
public final class ActionFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient DeviceError error;
    private final transient Map<String, Object> result;

    /// @param result what was measured until then
    public ActionFailed(DeviceError error, Map<String, Object> result) {
        super(error.code() + ": " + error.text());
        this.error = error;
        this.result = Map.copyOf(result);
    }

    public DeviceError error() {
        return error;
    }

    public Map<String, Object> result() {
        return result;
    }
}
