package org.tlssunset.bench;

/**
 * One step of one run of one contestant.
 *
 * @param archive how the archive was packed
 * @param run its number; what was run right before and after it has the same
 */
record Measurement(BenchArchive.Packing archive, String contestant, int run, Laps.Lap lap) {}
