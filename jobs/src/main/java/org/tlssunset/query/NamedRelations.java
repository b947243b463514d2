package org.tlssunset.query;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.tlssunset.ingest.Recovery;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.party.tables.ClientObservations;
import org.tlssunset.party.tables.NamedHosts;
import org.tlssunset.rollup.ClientUsage;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.View;
import org.tlssunset.schema.Views;
import org.tlssunset.warehouse.Warehouse;

/**
 * Makes the tables and views that a query names known to the session, as they are now: to open one
 * takes a while, and a night may have written since.
 */
final class NamedRelations {

  /** SHOW TABLES and the like name none. */
  private static final Pattern TELLS_OF_ALL = Pattern.compile("\\bshow\\b");

  private final Warehouse warehouse;
  private final Set<String> named = new HashSet<>();
  private long bytes;

  private NamedRelations(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Names all that a query is about.
   *
   * @return how many bytes of tables that is
   */
  static long of(Warehouse warehouse, String text) {
    String query = text.toLowerCase(Locale.ROOT);
    NamedRelations relations = new NamedRelations(warehouse);
    if (TELLS_OF_ALL.matcher(query).find()) {
      Relation.names().forEach(relations::in);
    } else {
      relations.in(query);
    }
    return relations.bytes;
  }

  private void in(String query) {
    for (View view : Views.all()) {
      if (query.contains(view.name()) && named.add(view.name())) {
        in(view.query());
        warehouse.spark().sql(view.ddl());
      }
    }
    if (query.contains(ClientObservations.NAME) && named.add(ClientObservations.NAME)) {
      ClientObservations.of(
              Recovery.settled(warehouse, Tables.TLS_OBSERVATIONS),
              Addresses.of(warehouse),
              NamedHosts.of(warehouse))
          .createOrReplaceTempView(ClientObservations.NAME);
      count(Tables.TLS_OBSERVATIONS);
    }
    if (query.contains(ClientUsage.NAME) && named.add(ClientUsage.NAME)) {
      ClientUsage.of(warehouse, Recovery.settled(warehouse, Tables.USAGE_DAILY))
          .createOrReplaceTempView(ClientUsage.NAME);
      count(Tables.USAGE_DAILY);
    }
    for (Table table : tables(query)) {
      if (named.add(table.name())) {
        Recovery.settled(warehouse, table).createOrReplaceTempView(table.name());
        count(table);
      }
    }
  }

  private static List<Table> tables(String query) {
    return Tables.all().stream().filter(table -> query.contains(table.name())).toList();
  }

  private void count(Table table) {
    bytes += warehouse.size(table).bytes();
  }
}
