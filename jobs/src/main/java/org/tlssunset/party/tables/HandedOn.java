package org.tlssunset.party.tables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.PackedRows;
import org.tlssunset.warehouse.TableRow;

/** Sessions that were handed on, and are looked for among the front ends' own rows. */
final class HandedOn {

  private final List<Hop> hops = new ArrayList<>();
  private final Map<UTF8String, List<Hop>> bySession = new HashMap<>();
  private final boolean isWhole;
  private long sessions;

  /**
   * What is known of them in the end.
   *
   * @param sessions how many there are
   * @param rows one of {@code matches} for each; none if there are too many
   */
  record Tied(long sessions, PackedRows rows) implements Serializable {}

  /**
   * @param rows of {@code inner_clients}, as {@link Hop} has them
   * @param most of so many at most anything is found
   */
  HandedOn(Iterator<InternalRow> rows, int most) {
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      sessions++;
      if (sessions <= most) {
        add(new Hop(row));
      }
    }
    isWhole = sessions <= most;
  }

  private void add(Hop hop) {
    hops.add(hop);
    UTF8String session = hop.session();
    if (session != null) {
      bySession.computeIfAbsent(session, any -> new ArrayList<>(1)).add(hop);
    }
  }

  /**
   * Ties each to the one row that fits it.
   *
   * @param fronts the front ends' rows, as {@link Front} has them
   */
  Tied tied(Iterator<InternalRow> fronts) {
    PackedRows.Packing packing = new PackedRows.Packing(Tables.MATCHES);
    if (isWhole) {
      fronts.forEachRemaining(this::look);
      TableRow row = new TableRow(Tables.MATCHES);
      hops.forEach(hop -> packing.add(hop.tied(row)));
    }
    return new Tied(sessions, packing.done());
  }

  private void look(InternalRow front) {
    for (Hop hop : bySession.getOrDefault(Front.session(front), Collections.emptyList())) {
      if (Front.fits(front, hop)) {
        hop.fit(front);
      }
    }
  }
}
