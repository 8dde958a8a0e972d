package org.agate.robot.device;

/// A message or value that the device contract does not allow.
public final class ContractBroken extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public ContractBroken(String code, String message, String advice) {
        super(message + "\n" + advice);
        this.code = code;
    }

    /// The stable error code, for example `device.id.invalid`.
    public String code() {
        return code;
    }
}
