/** What leaves the house: the rollups come in, CSV files that open in a spreadsheet go out. */
@NullMarked
package org.tlssunset.outreach;

import org.jspecify.annotations.NullMarked;
