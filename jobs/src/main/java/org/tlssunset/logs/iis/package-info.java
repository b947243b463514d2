/**
 * The W3C logs of IIS: requests come in, {@linkplain org.tlssunset.logs.iis.IisParser client-hours}
 * go out as observations.
 */
@NullMarked
package org.tlssunset.logs.iis;

import org.jspecify.annotations.NullMarked;
