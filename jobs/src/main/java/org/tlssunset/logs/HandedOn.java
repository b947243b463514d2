package org.tlssunset.logs;

import java.io.Serializable;

/**
 * A session that was handed on, with the log that holds the command.
 *
 * @param sourceFile as the column source_file has it
 */
public record HandedOn(String sourceFile, InnerClient client) implements Serializable {}
