/**
 * Delta tables: paths come in, rows and commits go out. All that rests on what is inside Delta
 * stands here, because its public interface would take several times as long for tables of a few
 * thousand rows, or cannot do it: several steps of writing in one commit, marks, domains, a table's
 * first commit, the end of its log. Written against Delta 4.4.0; with another version, read what
 * has changed in {@code OptimisticTransaction}, {@code VersionChecksum} and the Kernel's snapshot,
 * and run the tests of this package first.
 */
@NullMarked
package org.tlssunset.warehouse.delta;

import org.jspecify.annotations.NullMarked;
