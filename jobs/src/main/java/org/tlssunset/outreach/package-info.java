/**
 * What leaves the house: the rollups come in; a CSV file that opens in a spreadsheet, and the short
 * answer of who still needs an old version, go out.
 */
@NullMarked
package org.tlssunset.outreach;

import org.jspecify.annotations.NullMarked;
