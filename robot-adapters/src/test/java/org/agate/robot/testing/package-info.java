/// What fuzzers of several modules change their documents with.
@NullMarked
package org.agate.robot.testing;

import org.jspecify.annotations.NullMarked;
