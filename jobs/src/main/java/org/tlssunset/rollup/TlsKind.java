package org.tlssunset.rollup;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;

/**
 * A kind of TLS: a row of {@code tls_kinds}. Its number is made of what it is: so tasks need not
 * agree on it, and it is the same in all warehouses.
 *
 * @param facts the table's columns behind the number
 */
record TlsKind(GroupKey facts) implements Serializable {

  private static final long serialVersionUID = 1;

  /** The table's columns behind the number, in order. */
  static final List<String> COLUMNS =
      Tables.TLS_KINDS.columnNames().subList(1, Tables.TLS_KINDS.columns().size());

  /** The number: of billions of kinds, two would have the same. */
  long number() {
    Hasher digest = Hashing.sha256().newHasher();
    for (int i = 0; i < facts.size(); i++) {
      Object part = facts.part(i);
      if (part != null) {
        digest.putString(part.toString(), StandardCharsets.UTF_8);
      }
      digest.putByte((byte) (part == null ? 0 : 1));
    }
    return ByteBuffer.wrap(digest.hash().asBytes()).getLong();
  }

  /** As a row of the table. */
  InternalRow row() {
    @Nullable Object[] values = new @Nullable Object[1 + facts.size()];
    values[0] = number();
    for (int i = 0; i < facts.size(); i++) {
      values[1 + i] = facts.part(i);
    }
    return new GenericInternalRow(values);
  }
}
