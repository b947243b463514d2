/**
 * Writes archives of mail and web server logs whose truth is known: for the demonstration, for
 * measurements and for tests of everything else.
 *
 * <p>Uses nothing else of the project, so that its truth is independent of the parsers: what a log
 * proves is decided here by the story that was written, not by reading it back.
 *
 * <p>Two small archives have truths of their own: {@code synthetic.party} knows whose connection
 * each line tells of, {@code synthetic.plan} what becomes of whom when old versions are switched
 * off.
 */
@NullMarked
package org.tlssunset.synthetic;

import org.jspecify.annotations.NullMarked;
