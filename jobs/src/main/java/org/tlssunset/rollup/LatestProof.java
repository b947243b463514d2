package org.tlssunset.rollup;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.TableRow;

/**
 * Where a group's last use stands: of several at one moment, at the greatest file, line and item.
 */
final class LatestProof implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int NO_ITEM = -1;

  private long at;
  private @Nullable UTF8String file;
  private long line;
  private int item;

  /**
   * Takes a use if it is later than what is there.
   *
   * @param when in microseconds since 1970
   * @param inFile kept as a copy
   * @param itsItem null where an older version did not tell it
   */
  void add(long when, UTF8String inFile, long itsLine, @Nullable Integer itsItem) {
    take(when, inFile, itsLine, itsItem == null ? NO_ITEM : itsItem);
  }

  /** Takes that of a row of usage. */
  void add(InternalRow row) {
    add(
        row.getLong(UsageRow.LAST_SEEN),
        row.getUTF8String(UsageRow.PROOF_FILE),
        row.getLong(UsageRow.PROOF_LINE),
        Uses.number(row, UsageRow.PROOF_ITEM));
  }

  void add(LatestProof other) {
    if (other.file != null) {
      take(other.at, other.file, other.line, other.item);
    }
  }

  private void take(long when, UTF8String inFile, long itsLine, int itsItem) {
    UTF8String known = file;
    boolean isSame = false;
    if (known != null) {
      if (when < at) {
        return;
      }
      int order = inFile.compareTo(known);
      isSame = order == 0;
      if (when == at) {
        order = order == 0 ? Long.compare(itsLine, line) : order;
        order = order == 0 ? Integer.compare(itsItem, item) : order;
        if (order <= 0) {
          return;
        }
      }
    }
    at = when;
    line = itsLine;
    item = itsItem;
    if (!isSame) {
      file = inFile.copy();
    }
  }

  /** When that was; null if there was none. */
  @Nullable Long at() {
    return file == null ? null : (Long) at;
  }

  /**
   * Where it stands.
   *
   * @throws IllegalStateException if there was no use
   */
  EndUse.Proof proof() {
    if (file == null) {
      throw new IllegalStateException("nothing was used");
    }
    return new EndUse.Proof(file.toString(), line, item == NO_ITEM ? null : (Integer) item);
  }

  /**
   * Fills {@code proof_file}, {@code proof_line} and, where the table has it, {@code proof_item}.
   *
   * @param prefix of the columns
   */
  void fill(TableRow row, String prefix, boolean hasItem) {
    row.set(prefix + "proof_file", file)
        .set(prefix + "proof_line", file == null ? null : (Long) line);
    if (hasItem) {
      row.set(prefix + "proof_item", file == null || item == NO_ITEM ? null : (Integer) item);
    }
  }
}
