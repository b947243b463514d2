/**
 * Letters to those whose clients need an old version of TLS: what is planned for each party comes
 * in; a folder per owner goes out, with a table, and a letter made by a template. Nothing is
 * mailed.
 */
@NullMarked
package org.tlssunset.outreach.letters;

import org.jspecify.annotations.NullMarked;
