/** A plan for people and programs: {@link org.tlssunset.plan.Plan} comes in, text goes out. */
@NullMarked
package org.tlssunset.page;

import org.jspecify.annotations.NullMarked;
