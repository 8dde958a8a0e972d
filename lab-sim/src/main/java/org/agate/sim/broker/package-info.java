/// An MQTT 5 broker inside the process, so that nothing has to be installed.
@NullMarked
package org.agate.sim.broker;

import org.jspecify.annotations.NullMarked;
