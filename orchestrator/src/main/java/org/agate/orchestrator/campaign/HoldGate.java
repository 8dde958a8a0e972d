package org.agate.orchestrator.campaign;

import java.util.concurrent.CompletableFuture;

/// Keeps a campaign from beginning anything while it is held. Thread-safe.
final class HoldGate {

    private boolean held;
    private CompletableFuture<Void> opened = CompletableFuture.completedFuture(null);

    void hold(boolean wanted) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            if (wanted == held) {
                return;
            }
            held = wanted;
            waiting = opened;
            if (wanted) {
                opened = new CompletableFuture<>();
            }
            notifyAll();
        }
        if (!wanted) {
            waiting.complete(null);
        }
    }

    /// Waits until the campaign is not held.
    synchronized void pass() throws InterruptedException {
        while (held) {
            wait();
        }
    }

    /// Complete when the campaign is not held, without a thread that waits.
    synchronized CompletableFuture<Void> open() {
        return opened;
    }
}
