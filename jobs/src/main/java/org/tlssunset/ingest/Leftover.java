package org.tlssunset.ingest;

import java.io.Serializable;
import java.util.List;

/**
 * A file that a task left for a later batch, because what the logs before it give besides
 * observations, or what it gives itself, was as much as the task may remember.
 *
 * @param logs those of its logs that have rows in the batch's data files, as column source_file has
 *     them
 * @param cause how far the task got
 */
record Leftover(String path, List<String> logs, Cause cause) implements Serializable {

  /** How far a task got with a file that it left. */
  enum Cause {
    /** It did not begin it. */
    NOT_REACHED,
    /** Together with the files before it, it was too much. */
    TOO_MUCH_TOGETHER,
    /** It was too much by itself. */
    TOO_MUCH_ALONE
  }
}
