package org.tlssunset.rollup;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.TableRow;

/** A row of {@code usage_daily} or {@code usage_monthly}. */
final class UsageUses extends Uses {

  private static final long serialVersionUID = 1;

  /** What is added up, in the order in which rows that become usage have it. */
  static final List<String> COLUMNS =
      List.of(
          "observations",
          "requests",
          "messages",
          "used",
          "first_seen",
          "last_seen",
          "proof_file",
          "proof_line",
          "proof_item");

  static final int OBSERVATIONS = 0;
  static final int REQUESTS = 1;
  private static final int MESSAGES = 2;
  private static final int USED = 3;
  private static final int FIRST_SEEN = 4;
  private static final int LAST_SEEN = 5;
  private static final int PROOF_FILE = 6;
  private static final int PROOF_LINE = 7;
  private static final int PROOF_ITEM = 8;

  private final LatestProof proof = new LatestProof();
  private @Nullable Long messages;
  private @Nullable Long used;

  /**
   * @param key the columns of the table before {@code observations}, in order
   */
  UsageUses(GroupKey key) {
    super(key);
  }

  @Override
  void add(InternalRow row, int group) {
    long last = row.getLong(LAST_SEEN);
    count(row.getLong(OBSERVATIONS), row.getLong(REQUESTS), row.getLong(FIRST_SEEN), last);
    messages = sum(messages, amount(row, MESSAGES));
    used = sum(used, amount(row, USED));
    proof.add(
        last, row.getUTF8String(PROOF_FILE), row.getLong(PROOF_LINE), number(row, PROOF_ITEM));
  }

  @Override
  void add(Uses other) {
    super.add(other);
    UsageUses uses = (UsageUses) other;
    messages = sum(messages, uses.messages);
    used = sum(used, uses.used);
    proof.add(uses.proof);
  }

  @Override
  void fill(TableRow row) {
    for (int i = 0; i < key().size(); i++) {
      row.set(i, key().part(i));
    }
    row.set("messages", messages).set("used", used);
    proof.fill(row, "", true);
  }

  /** An amount that not all logs tell. */
  static @Nullable Long amount(InternalRow row, int column) {
    return row.isNullAt(column) ? null : (Long) row.getLong(column);
  }

  /** The sum of what is told; null if neither is. */
  static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.addExact(one, other);
  }
}
