/// Expressions of workflow files: the part of Camel's simple language that gives the same after a restart, with
/// comparisons that know units. Read by validation and evaluated in runs by the same code.
@NullMarked
package org.agate.workflows.expression;

import org.jspecify.annotations.NullMarked;
