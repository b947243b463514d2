/**
 * What a run is: the steps from an archive to the answer, in the order of the flow. A command comes
 * in, and its steps go out done, one after the other, on a warehouse that is this run's alone.
 */
@NullMarked
package org.tlssunset.steps;

import org.jspecify.annotations.NullMarked;
