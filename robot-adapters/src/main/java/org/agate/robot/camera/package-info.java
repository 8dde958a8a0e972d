/// Real cameras: an attached one, one behind a URL, or a folder that some other program fills. The only package here
/// that knows OpenCV.
@NullMarked
package org.agate.robot.camera;

import org.jspecify.annotations.NullMarked;
