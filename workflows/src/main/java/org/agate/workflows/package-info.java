/// Says how: workflows in plain Camel YAML over a `robot:` component, parameters with units, every step journaled.
///
/// A workflow file is a Kamelet: its `definition` declares the parameters, its template is the route. Unit operations
/// are Kamelets too, called with `to`.
@NullMarked
package org.agate.workflows;

import org.jspecify.annotations.NullMarked;
