package org.agate.robot.broker;

import org.jspecify.annotations.Nullable;

/// Where a broker is, and as whom to speak to it.
///
/// @param url such as `tcp://127.0.0.1:1883` or `ssl://broker.lab:8883`
/// @param identity the client certificate; null where the broker asks for none
public record Broker(String url, @Nullable TlsIdentity identity) {

    /// A broker that anyone may speak to.
    public static Broker at(String url) {
        return new Broker(url, null);
    }

    @Override
    public String toString() {
        return url;
    }
}
