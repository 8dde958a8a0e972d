/// Checks workflows before anything moves: findings with file, line and column. Used by the commands, over HTTP, and
/// before every start.
@NullMarked
package org.agate.workflows.validation;

import org.jspecify.annotations.NullMarked;
