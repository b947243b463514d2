/**
 * CSV that people and programs write. A text comes in; its records, by a line of column names, and
 * what of it is damaged go out.
 */
@NullMarked
package org.tlssunset.csv;

import org.jspecify.annotations.NullMarked;
