package org.tlssunset.names;

/**
 * A path that could not be read, or whose text is not understood.
 *
 * @param sentence what is wrong, and the cure; it begins with the path
 */
public record UnreadFile(String path, String sentence) {}
