package org.tlssunset.party;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ForwardingFields;

/**
 * The column {@code forwarded_for}: what a peer claims of whom it forwards for.
 *
 * <p>The list of X-Forwarded-For comes first, without a name; those of other fields follow: {@code
 * 203.0.113.7, 10.0.0.9; X-Real-IP=203.0.113.7}. What is no address is {@code unknown}. {@code
 * too-many} stands where a peer claimed more lists than rows are kept for.
 *
 * @param isTooMany whether it claimed so many that none was kept
 * @param lists of the fields that were filled
 */
record ForwardedList(boolean isTooMany, List<OfField> lists) {

  private static final ForwardedList NONE = new ForwardedList(false, List.of());

  private static final ForwardedList TOO_MANY = new ForwardedList(true, List.of());

  private static final String UNNAMED = "X-Forwarded-For";

  /** What stands for a list in the column where there were too many. */
  private static final String TOO_MANY_WORD = "too-many";

  /** Before the name of a request's header IIS writes this, and a bracket behind it. */
  private static final String COLUMN = "cs(";

  /**
   * The list of one field.
   *
   * @param field its name, as configured
   * @param entries canonical addresses, or anything else for what is none; the nearest last
   */
  record OfField(String field, List<String> entries) {}

  /** Reads the column; any text is read somehow. */
  static ForwardedList parse(@Nullable String column) {
    if (column == null || column.isBlank()) {
      return NONE;
    }
    if (column.strip().equals(TOO_MANY_WORD)) {
      return TOO_MANY;
    }
    List<OfField> lists = new ArrayList<>();
    for (String list : column.split(";")) {
      if (!list.isBlank()) {
        int equals = list.indexOf('=');
        lists.add(
            new OfField(
                equals < 0 ? UNNAMED : list.substring(0, equals).strip(),
                entries(list.substring(equals + 1))));
      }
    }
    return new ForwardedList(false, List.copyOf(lists));
  }

  /** The lists of some fields. */
  List<List<String>> of(List<String> fields) {
    return lists.stream()
        .filter(
            list ->
                fields.stream()
                    .anyMatch(
                        field -> ForwardingFields.isSame(header(field), header(list.field()))))
        .map(OfField::entries)
        .toList();
  }

  /** The request header that a column of IIS holds: {@code cs(X-Real-IP)} is X-Real-IP. */
  private static String header(String field) {
    String name = field.strip();
    return name.regionMatches(true, 0, COLUMN, 0, COLUMN.length()) && name.endsWith(")")
        ? name.substring(COLUMN.length(), name.length() - 1)
        : name;
  }

  private static List<String> entries(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
  }
}
