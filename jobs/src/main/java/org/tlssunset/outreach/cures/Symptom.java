package org.tlssunset.outreach.cures;

import java.util.List;

/**
 * What users see once the old version is gone.
 *
 * @param text in sentences
 * @param says the very words of errors; empty if there are none
 * @param sources one or more
 */
public record Symptom(Texts text, List<String> says, List<Source> sources) {}
