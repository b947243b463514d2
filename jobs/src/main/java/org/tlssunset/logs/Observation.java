package org.tlssunset.logs;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.ObservationColumn;

/**
 * One row of {@code tls_observations}: a value per {@link ObservationColumn}, held as the column's
 * type says (text as String, times as microseconds since 1970, days as days since 1970).
 *
 * <p>Parsers leave source_file and batch_id empty; who knows them fills them in.
 */
public final class Observation implements Externalizable {

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final ObservationColumn[] COLUMNS = ObservationColumn.values();

  private final @Nullable Object[] values = new @Nullable Object[ObservationColumn.count()];

  /** The column's value; null if it has none. */
  public @Nullable Object get(ObservationColumn column) {
    return values[column.ordinal()];
  }

  /** The value of a STRING column; null if it has none. */
  public @Nullable String text(ObservationColumn column) {
    return (String) values[column.ordinal()];
  }

  /** The value of a STRING column; empty if it has none. */
  public String textOrEmpty(ObservationColumn column) {
    String value = text(column);
    return value == null ? "" : value;
  }

  /** The value of a BIGINT or TIMESTAMP column that is always filled. */
  public long number(ObservationColumn column) {
    Object value = values[column.ordinal()];
    if (value == null) {
      throw new IllegalStateException(column.columnName() + " is empty");
    }
    return (Long) value;
  }

  /** Fills a column; the value must be of the column's Java type. */
  public Observation set(ObservationColumn column, @Nullable Object value) {
    values[column.ordinal()] = value;
    return this;
  }

  /** Fills a column with a vocabulary's word. */
  public Observation set(ObservationColumn column, Labelled word) {
    return set(column, word.label());
  }

  /** Leaves a column empty. */
  public Observation clear(ObservationColumn column) {
    values[column.ordinal()] = null;
    return this;
  }

  /**
   * Fills started_at, ended_at and observed_on; both in microseconds since 1970-01-01T00:00:00Z.
   */
  public Observation setTimes(long startedAt, long endedAt) {
    set(ObservationColumn.STARTED_AT, (Long) startedAt);
    set(ObservationColumn.ENDED_AT, (Long) endedAt);
    return set(
        ObservationColumn.OBSERVED_ON, (Integer) (int) Math.floorDiv(startedAt, MICROS_PER_DAY));
  }

  /** A copy that shares no state. */
  public Observation copy() {
    Observation copy = new Observation();
    System.arraycopy(values, 0, copy.values, 0, values.length);
    return copy;
  }

  /**
   * Writes which columns are filled, a bit each, and then their values. A text that stands in many
   * observations of one stream is written, and afterwards held, once.
   */
  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    long filled = 0;
    for (int i = 0; i < values.length; i++) {
      filled |= values[i] == null ? 0 : 1L << i;
    }
    out.writeLong(filled);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        write(COLUMNS[i], values[i], out);
      }
    }
  }

  private static void write(ObservationColumn column, Object value, ObjectOutput out)
      throws IOException {
    switch (column.type()) {
      case STRING -> out.writeObject(value);
      case BIGINT, TIMESTAMP -> out.writeLong((Long) value);
      case INT, DATE -> out.writeInt((Integer) value);
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      default -> throw new IllegalArgumentException(column + " has no such type");
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    long filled = in.readLong();
    for (int i = 0; i < values.length; i++) {
      values[i] = (filled >>> i & 1) == 0 ? null : read(COLUMNS[i], in);
    }
  }

  private static Object read(ObservationColumn column, ObjectInput in)
      throws IOException, ClassNotFoundException {
    return switch (column.type()) {
      case STRING -> in.readObject();
      case BIGINT, TIMESTAMP -> in.readLong();
      case INT, DATE -> in.readInt();
      case BOOLEAN -> in.readBoolean();
      default -> throw new IllegalArgumentException(column + " has no such type");
    };
  }
}
