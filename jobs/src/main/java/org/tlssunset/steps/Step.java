package org.tlssunset.steps;

import java.util.List;
import org.tlssunset.schema.Table;

/** One thing that a run does. Done twice, the second time changes nothing. */
public interface Step {

  /** What is being done, for people: {@code reading}. Steps may share it. */
  String doing();

  /** The tables that it reads; of those of later steps, none. */
  List<Table> reads();

  /** The tables that it writes. */
  List<Table> writes();

  /** Does it. */
  void in(Run run) throws Exception;
}
