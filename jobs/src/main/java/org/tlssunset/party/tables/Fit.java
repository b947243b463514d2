package org.tlssunset.party.tables;

import java.io.Serializable;

/**
 * A front end's row that fits a session which was handed on.
 *
 * @param hop the session's place among those that are looked for
 */
record Fit(int hop, Front front) implements Serializable {}
