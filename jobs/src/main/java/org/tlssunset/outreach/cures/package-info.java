/**
 * What to do about a client, and what its users see once the old version is gone: {@code
 * cures.conf} is read, a client's traits come in, texts with their sources go out.
 */
@NullMarked
package org.tlssunset.outreach.cures;

import org.jspecify.annotations.NullMarked;
