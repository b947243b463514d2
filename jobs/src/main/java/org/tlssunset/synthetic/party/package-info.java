/**
 * Writes small archives of servers, proxies, balancers, probes and strangers, of which is known
 * whose connection each line tells of: a seed comes in, the archive, its truth and the
 * configuration under which it is to be read go out.
 *
 * <p>{@link org.tlssunset.synthetic.party.PartyArchive} writes it; {@link
 * org.tlssunset.synthetic.party.PartyStory} lists what happens in each. The story decides what is
 * true and what can be known, not the rules that are to find it out.
 */
@NullMarked
package org.tlssunset.synthetic.party;

import org.jspecify.annotations.NullMarked;
