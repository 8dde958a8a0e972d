package org.agate.orchestrator.campaign;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Keeps a campaign from beginning anything while it is held. Thread-safe.
final class HoldGate {

    private CompletableFuture<Void> opened = CompletableFuture.completedFuture(null);

    /// Closes the gate, or opens it for whoever waits.
    void hold(boolean wanted) {
        CompletableFuture<Void> current;
        synchronized (this) {
            if (wanted && opened.isDone()) {
                opened = new CompletableFuture<>();
            }
            current = opened;
        }
        if (!wanted) {
            current.complete(null);
        }
    }

    /// Whether the campaign is held.
    boolean isHeld() {
        return !open().isDone();
    }

    /// Waits until the campaign is not held.
    void pass() throws InterruptedException {
        try {
            open().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A gate never fails", e);
        }
    }

    /// Complete when the campaign is not held, without a thread that waits.
    synchronized CompletableFuture<Void> open() {
        return opened;
    }
}
