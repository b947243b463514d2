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
import org.tlssunset.warehouse.HeapShare;
import org.tlssunset.warehouse.KeptTexts;
import org.tlssunset.warehouse.PackedRows;
import org.tlssunset.warehouse.TableRow;

/** Sessions that were handed on, and are looked for among the front ends' own rows. */
final class Hops {

  /** A session takes about so many bytes until it is tied. */
  private static final int BYTES_OF_A_HOP = 700;

  private final List<Hop> hops = new ArrayList<>();
  private final Map<UTF8String, List<Hop>> bySession = new HashMap<>();
  private final KeptTexts texts = new KeptTexts();
  private final int most;
  private long sessions;

  /**
   * What is known of them in the end.
   *
   * @param sessions how many there are
   * @param most so many are tied at a time
   * @param packed a row of {@code matches} for each; none if there are more
   */
  record Tied(long sessions, int most, PackedRows packed) implements Serializable {

    List<InternalRow> rows() {
      return packed.rows();
    }

    boolean isWhole() {
      return sessions <= most;
    }

    /** In so many parts all can be tied. */
    int parts() {
      return (int) ((sessions + most - 1) / most);
    }
  }

  /**
   * @param rows of {@code inner_clients}, as {@link Hop} has them
   * @param limit how many are tied at most; 0: as many as fit into a task's memory
   */
  Hops(Iterator<InternalRow> rows, int limit) {
    most = HeapShare.most(limit, BYTES_OF_A_HOP);
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      sessions++;
      if (sessions <= most) {
        add(new Hop(row, texts));
      }
    }
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
    if (sessions <= most) {
      fronts.forEachRemaining(this::look);
      TableRow row = new TableRow(Tables.MATCHES);
      hops.forEach(hop -> packing.add(hop.tied(row)));
    }
    return new Tied(sessions, most, packing.done());
  }

  private void look(InternalRow front) {
    for (Hop hop : bySession.getOrDefault(Front.session(front), Collections.emptyList())) {
      if (Front.fits(front, hop)) {
        hop.fit(front, texts);
      }
    }
  }
}
