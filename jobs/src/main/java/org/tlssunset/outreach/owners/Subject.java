package org.tlssunset.outreach.owners;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client whose owner is wanted.
 *
 * @param address null if none is known
 * @param names what it is called, by files and by itself; may be empty
 * @param user who signed in last, as logged; null if nobody did
 * @param day of its last use, since 1970-01-01, UTC
 */
public record Subject(
    @Nullable String address, List<String> names, @Nullable String user, int day) {}
