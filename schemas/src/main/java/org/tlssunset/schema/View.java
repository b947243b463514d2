package org.tlssunset.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A query over tables and other views that has a name: what analysts ask for most.
 *
 * @param name as analysts write it; a contract
 * @param comment one sentence on what a row is
 * @param columns in the order in which the query gives them; contracts
 * @param query in Spark SQL; it names tables and views plainly
 */
public record View(String name, String comment, List<Column> columns, String query) {

  /** The statement that makes it known to a session. */
  public String ddl() {
    return "CREATE OR REPLACE TEMPORARY VIEW %s (%s) COMMENT %s AS %s"
        .formatted(
            name,
            columns.stream()
                .map(column -> column.name() + " COMMENT " + Sql.literal(column.comment()))
                .collect(Collectors.joining(", ")),
            Sql.literal(comment),
            query);
  }
}
