package org.tlssunset.days;

import java.time.LocalDate;
import java.util.List;

/**
 * What bringing a table up to date came to.
 *
 * @param isChanged whether there was anything to do
 * @param frozen days that others tell more of since the last time, in order; some of what they were
 *     counted from was removed for its age, so they stay as they were counted
 */
public record RecountResult(boolean isChanged, List<LocalDate> frozen) {}
