package org.tlssunset.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.party.tables.ClientObservations;
import org.tlssunset.party.tables.NamedHosts;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;

/** What it costs to ask whose connections they were, beside a query of the facts alone. */
final class ViewCost implements Growth {

  private static final String QUERY =
      """
      SELECT %s, direction, protocol, tls_version, server, count(DISTINCT client_ip),
        count(DISTINCT user_agent), max(client_name), max(user_name), min(started_at),
        max(ended_at), sum(requests), count(*)
      FROM %s GROUP BY ALL""";

  @Override
  public String name() {
    return "view";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    List<Path> logs = List.of(ground.archive().path(BenchArchive.Packing.NONE));
    TlsSunsetWarm warm = ground.warm(ground.cores(), logs, Step.CLIENTS);
    return ground.trial(warm, folder -> measure(ground, warm.warehouse(folder))).found();
  }

  private List<Figure> measure(Ground ground, Warehouse warehouse) throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (boolean isCompiled : List.of(true, false)) {
      SparkSessions.compileQueries(warehouse.spark(), isCompiled);
      List<List<Double>> seconds =
          ground.turns(
              this,
              true,
              List.<Callable<Double>>of(
                  () -> seconds(view(warehouse), "role, counts, source"),
                  () -> seconds(facts(warehouse), "is_probe, inner, source")));
      figures.add(
          Figure.ratio(
              "a query of client_observations ÷ of tls_observations, "
                  + (isCompiled ? "compiled" : "not compiled"),
              "×",
              1,
              new Figure.Samples("parties", "s", seconds.get(0)),
              new Figure.Samples("facts", "s", seconds.get(1))));
    }
    return figures;
  }

  private static Dataset<Row> facts(Warehouse warehouse) {
    return warehouse.read(Tables.TLS_OBSERVATIONS);
  }

  private static Dataset<Row> view(Warehouse warehouse) {
    return ClientObservations.of(
        facts(warehouse), Addresses.of(warehouse), NamedHosts.of(warehouse));
  }

  private static double seconds(Dataset<Row> rows, String by) {
    long begin = System.nanoTime();
    rows.createOrReplaceTempView("measured");
    rows.sparkSession().sql(QUERY.formatted(by, "measured")).collectAsList();
    return (System.nanoTime() - begin) / 1e9;
  }
}
