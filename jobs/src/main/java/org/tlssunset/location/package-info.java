/**
 * Paths as users write them come in; what they mean goes out: the local disk, or a store's scheme.
 */
@NullMarked
package org.tlssunset.location;

import org.jspecify.annotations.NullMarked;
