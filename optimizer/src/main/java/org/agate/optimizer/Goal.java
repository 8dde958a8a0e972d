package org.agate.optimizer;

/// Which way is better.
public enum Goal {
    MAXIMIZE,
    MINIMIZE;

    /// The value turned so that more is better; applied twice it gives the value back.
    double orient(double value) {
        return this == MAXIMIZE ? value : -value;
    }
}
