/**
 * Whose clients are: a CSV file of owners comes in; a client's owner goes out, by its address, its
 * names and who signed in.
 */
@NullMarked
package org.tlssunset.outreach.owners;

import org.jspecify.annotations.NullMarked;
