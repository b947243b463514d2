/**
 * What logs show of servers, and of those who use them: which versions each server negotiated, and
 * which of the guidance's considerations were met with what. Tables come in; plain records go out.
 */
@NullMarked
package org.tlssunset.servers.seen;

import org.jspecify.annotations.NullMarked;
