package org.tlssunset.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** Whether a night costs what is new, and not what is stored. */
final class NewDay implements Growth {

  private final int days;
  private final long bytesPerDay;
  private final long dayBytes;

  /**
   * @param days that are stored before
   * @param bytesPerDay of plain text on each of them
   * @param dayBytes of plain text on the new day
   */
  NewDay(int days, long bytesPerDay, long dayBytes) {
    this.days = days;
    this.bytesPerDay = bytesPerDay;
    this.dayBytes = dayBytes;
  }

  @Override
  public String name() {
    return "days";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    Year year = Year.of(ground, days, bytesPerDay, dayBytes);
    List<Path> logs = List.of(year.nextDay());
    SparkSession spark = ground.sessions().with(ground.cores());
    List<Callable<Trial<Answer>>> parties = new ArrayList<>();
    for (TlsSunsetWarm warm :
        List.of(
            new TlsSunsetWarm(
                spark, folder -> copy(spark, year.tables(), folder), logs, Step.CLIENTS),
            ground.warm(ground.cores(), logs, Step.CLIENTS))) {
      parties.add(() -> ground.trial(warm, folder -> rowsOfDay(warm.warehouse(folder))));
    }
    List<List<Trial<Answer>>> trials = ground.turns(this, true, parties);
    trials.get(0).get(0).found().requireLike(trials.get(1).get(0).found(), name());
    List<Figure> figures = new ArrayList<>();
    for (Step step : List.of(Step.OBSERVATIONS, Step.CLIENTS)) {
      figures.add(
          Figure.ratio(
              "a new day, %s: after %,d days ÷ first".formatted(step.label(), days),
              "×",
              1,
              Trial.seconds("after %,d days".formatted(days), trials.get(0), step),
              Trial.seconds("first", trials.get(1), step)));
    }
    return figures;
  }

  private static Warehouse copy(SparkSession spark, Path tables, Path folder) {
    try {
      Folders.copy(tables, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Warehouse(spark, folder.toString());
  }

  private static Answer rowsOfDay(Warehouse warehouse) {
    return SparkAnswers.of(
        warehouse.spark(),
        Map.of(
            "observations",
            warehouse
                .read(Tables.TLS_OBSERVATIONS)
                .where("observed_on = DATE'%s'".formatted(Year.DAY))),
        Question.OBSERVATIONS,
        Question.REQUESTS);
  }
}
