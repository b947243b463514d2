package org.tlssunset.party.tables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Sessions that were handed on, and are looked for in the front ends' rows.
 *
 * @param bySession their places by the session's id
 */
record Sought(ArrayList<Hop> hops, HashMap<UTF8String, List<Integer>> bySession)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** What fits a front end's row. */
  Iterator<Fit> fits(InternalRow row) {
    List<Fit> fits = new ArrayList<>();
    for (int place : bySession.getOrDefault(Front.session(row), List.of())) {
      if (Front.fits(row, hops.get(place))) {
        fits.add(new Fit(place, new Front(row)));
      }
    }
    return fits.iterator();
  }
}
