/**
 * Writes archives of mail and web server logs whose truth is known: for the demonstration, for
 * measurements and for tests of everything else.
 *
 * <p>Uses nothing else of the project, so that its truth is independent of the parsers: what a log
 * proves is decided here by the story that was written, not by reading it back.
 */
@NullMarked
package org.tlssunset.synthetic;

import org.jspecify.annotations.NullMarked;
