package org.tlssunset.bench;

import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Spark without tls-sunset: its CSV reader, its functions and Delta. */
final class PlainSpark implements Contestant {

  private final SparkSession spark;
  private final BenchArchive archive;

  /**
   * @param shared the session whose cores it uses, without the settings that tls-sunset makes
   */
  PlainSpark(SparkSession shared, BenchArchive archive) {
    spark = shared.newSession();
    spark.conf().set("spark.sql.adaptive.enabled", "true");
    spark.conf().set("spark.sql.codegen.wholeStage", "true");
    spark.conf().set("spark.sql.codegen.factoryMode", "FALLBACK");
    this.archive = archive;
  }

  @Override
  public String name() {
    return "plain Spark";
  }

  @Override
  public boolean warmsUp() {
    return true;
  }

  @Override
  public void run(Path folder, Laps laps) throws Exception {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    laps.memory(() -> memory.getHeapMemoryUsage().getUsed());
    requests().createOrReplaceTempView("requests");
    sessionLines("SmtpReceive", false)
        .unionByName(sessionLines("SmtpSend", true))
        .createOrReplaceTempView("session_lines");
    spark
        .sql(Scripts.read("spark/iis.sql"))
        .unionByName(spark.sql(Scripts.read("spark/smtp.sql")), true)
        .write()
        .format("delta")
        .mode(SaveMode.Append)
        .save(observations(folder));
    laps.reached(Step.OBSERVATIONS);
    delta(observations(folder)).createOrReplaceTempView("observations");
    spark
        .sql(Scripts.read("spark/client_protocol.sql"))
        .write()
        .format("delta")
        .save(clients(folder));
    laps.reached(Step.CLIENTS);
  }

  private Dataset<Row> requests() throws IOException {
    return Columns.byHeader(archive.files("W3SVC")).entrySet().stream()
        .map(like -> csv(reader(" ", like.getKey()).option("quote", ""), like.getValue()))
        .reduce((one, other) -> one.unionByName(other, true))
        .orElseThrow();
  }

  private Dataset<Row> sessionLines(String kind, boolean isSend) throws IOException {
    return csv(reader(",", Columns.SMTP).option("escape", "\""), archive.files(kind))
        .withColumn("is_send", lit(isSend));
  }

  private DataFrameReader reader(String separator, List<String> columns) {
    return spark
        .read()
        .option("sep", separator)
        .option("comment", "#")
        .schema(
            columns.stream()
                .map(name -> "`%s` %s".formatted(name, name.equals("sequence") ? "INT" : "STRING"))
                .collect(Collectors.joining(", ")));
  }

  private static Dataset<Row> csv(DataFrameReader reader, List<Path> files) {
    return reader
        .csv(files.stream().map(Path::toString).toArray(String[]::new))
        .withColumn("source_file", input_file_name());
  }

  @Override
  public Answer answer(Path folder) {
    return SparkAnswers.of(
        spark,
        Map.of("observations", delta(observations(folder)), "clients", delta(clients(folder))),
        Question.OBSERVATIONS,
        Question.REQUESTS,
        Question.CLIENTS,
        Question.VERSIONS);
  }

  private Dataset<Row> delta(String path) {
    return spark.read().format("delta").load(path);
  }

  private static String observations(Path folder) {
    return folder.resolve("observations").toString();
  }

  private static String clients(Path folder) {
    return folder.resolve("clients").toString();
  }
}
