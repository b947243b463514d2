/**
 * Writes small archives of some months of Exchange servers, of which is known what happens to each
 * party when old versions of TLS are switched off: a seed comes in, the archive, its truth and the
 * configuration under which it is to be read go out.
 *
 * <p>{@link org.tlssunset.synthetic.plan.PlanArchive} writes it; {@link
 * org.tlssunset.synthetic.plan.PlanStory} lists what happens in each. Its world is one of programs
 * and ends that speak certain versions: what they negotiate, what is logged of it and what would
 * become of them all follow from that. {@link org.tlssunset.synthetic.plan.PlanTruth} tells what
 * would, and what of it the logs give away.
 */
@NullMarked
package org.tlssunset.synthetic.plan;

import org.jspecify.annotations.NullMarked;
