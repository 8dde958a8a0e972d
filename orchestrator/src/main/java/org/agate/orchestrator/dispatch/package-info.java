/// Who is served next: pure rules over requests, learned durations and loads. The lab floor asks them at every event.
///
/// ```
/// requests.sort(new DispatchRule.BottleneckFirst("grinder").order());
/// ```
@NullMarked
package org.agate.orchestrator.dispatch;

import org.jspecify.annotations.NullMarked;
