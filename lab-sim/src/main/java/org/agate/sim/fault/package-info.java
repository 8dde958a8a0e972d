/// What goes wrong in a laboratory: a catalogue, how often, and on demand.
@NullMarked
package org.agate.sim.fault;

import org.jspecify.annotations.NullMarked;
