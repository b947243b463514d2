/**
 * Notebooks in Jupyter: cells come in, and go on to {@code query} as SQL, or are one of the lines
 * that begin with a percent sign; tables and charts go out, as Jupyter shows them.
 */
@NullMarked
package org.tlssunset.notebook;

import org.jspecify.annotations.NullMarked;
