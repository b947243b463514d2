package org.tlssunset.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where each night's page for the lead goes.
 *
 * @param folder empty: none is written
 * @param keep for how many days pages stay; empty: for ever
 */
public record ReportSettings(Optional<Path> folder, OptionalInt keep) {}
