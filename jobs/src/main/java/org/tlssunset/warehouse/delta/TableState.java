package org.tlssunset.warehouse.delta;

import java.util.Optional;
import java.util.OptionalLong;

/** What a table tells of itself at its newest version, without its rows. */
public interface TableState {

  /** What a table's current rows take. */
  record Size(long files, long bytes) {}

  /** The version that an application marked its last commit with; empty if there is none. */
  OptionalLong lastTransaction(String application);

  /** What commits have said last of a domain of ours; empty if nothing. */
  Optional<String> domain(String name);

  /** The number of its newest commit. */
  long revision();

  /** How many data files there are, and their bytes; empty if that is not known so easily. */
  Optional<Size> size();

  /** The version of its columns, see {@link org.tlssunset.schema.Table#version}. */
  int version();
}
