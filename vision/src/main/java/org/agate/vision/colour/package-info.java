/// What colours really are: dark and white frames, a colour card, and how far two colours differ.
@NullMarked
package org.agate.vision.colour;

import org.jspecify.annotations.NullMarked;
