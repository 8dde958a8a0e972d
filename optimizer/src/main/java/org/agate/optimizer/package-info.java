/// Decides: asks for the next experiment and learns from the measured ones.
///
/// A pure library without I/O, clock or framework. [Optimizer#ask] is a function of its data alone, so that a
/// restored campaign suggests what the stopped one would have suggested.
///
/// ```java
/// var optimizer = new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, 8, 7));
/// var suggestion = optimizer.ask(experiments);
/// experiments = experiments.tell(new Observation(suggestion.recipe(), 52.1, 1.8));
/// ```
@NullMarked
package org.agate.optimizer;

import org.jspecify.annotations.NullMarked;
