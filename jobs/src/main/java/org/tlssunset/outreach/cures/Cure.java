package org.tlssunset.outreach.cures;

import java.util.List;

/**
 * What to do about a kind of client.
 *
 * @param title which kind
 * @param text in sentences
 * @param sources one or more
 */
public record Cure(Texts title, Texts text, List<Source> sources) {}
