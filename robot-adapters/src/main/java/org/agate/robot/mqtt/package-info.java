/// The link to an MQTT 5 broker: the one place that knows the client library and its pitfalls.
@NullMarked
package org.agate.robot.mqtt;

import org.jspecify.annotations.NullMarked;
