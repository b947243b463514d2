/**
 * What hosts are called, from files that the organisation has anyway: hosts files, and CSV of DHCP
 * servers and configuration databases. Paths come in; names, and what could not be read of them, go
 * out. Nobody is asked over the network.
 */
@NullMarked
package org.tlssunset.names;

import org.jspecify.annotations.NullMarked;
