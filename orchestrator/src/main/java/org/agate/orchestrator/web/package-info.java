/// Pages and the problem details of HTTP.
@NullMarked
package org.agate.orchestrator.web;

import org.jspecify.annotations.NullMarked;
