package org.agate.optimizer;

/// How the next experiment is chosen when the optimum is searched.
public enum Acquisition {
    /// The largest expected gain over the best: the usual one.
    EXPECTED_IMPROVEMENT("Largest expected improvement"),

    /// The best point of one function drawn from what is believed: batches spread by themselves.
    THOMPSON("Best of one function drawn from the model"),

    /// The highest mean plus two standard deviations.
    UPPER_BOUND("Highest upper bound");

    private final String words;

    Acquisition(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
