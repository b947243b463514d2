package org.tlssunset.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Jazzer on one target, in a process of its own: whatever the target does to it, hanging and using
 * up its memory too, only ends this one, and the input is named.
 */
final class FuzzProcess {

  /** An input that takes longer is a finding. */
  private static final int LONGEST_SECONDS = 60;

  /** Longer inputs come to nothing new. */
  private static final int LONGEST_INPUT = 4_096;

  /** Beyond its time: to start, to read the seeds and for an input that hangs. */
  private static final int GRACE_SECONDS = 300;

  /**
   * Left out: looking for SQL, scripts and templates that are injected, and what compares texts by
   * Java's methods. The parsers do neither, and to look for all places takes half a minute.
   */
  private static final List<String> HOOKS =
      Stream.concat(
              Stream.of("com.code_intelligence.jazzer.runtime.TraceCmpHooks"),
              Stream.of(
                      "BigDecimal",
                      "ClojureLangHooks",
                      "Deserialization",
                      "ExpressionLanguageInjection",
                      "FilePathTraversal",
                      "LdapInjection",
                      "NamingContextLookup",
                      "OsCommandInjection",
                      "ReflectiveCall",
                      "RegexInjection",
                      "RegexRoadblocks",
                      "ScriptEngineInjection",
                      "ServerSideRequestForgery",
                      "SqlInjection",
                      "TemplateInjection",
                      "UnsafeSanitizer",
                      "XPathInjection",
                      "XmlParserSsrfGuidance")
                  .map(name -> "com.code_intelligence.jazzer.sanitizers." + name))
          .toList();

  private static final Pattern EXECUTIONS =
      Pattern.compile("stat::number_of_executed_units: +(\\d+)");
  private static final Pattern FINDING = Pattern.compile("(?m)^== Java |^==\\d+== ERROR");
  private static final Pattern COVERAGE = Pattern.compile(" cov: (\\d+) ft: (\\d+) corp: (\\d+)");

  /**
   * How it went.
   *
   * @param exitCode 0 if nothing was found
   * @param executions how many inputs were tried
   * @param edges how many branches of the code they took
   * @param inputs how many of them took one that none before had
   * @param findings what Jazzer printed of the first finding, and where its input is; empty if
   *     there was none
   */
  record Outcome(int exitCode, long executions, long edges, long inputs, String findings) {}

  private final FuzzTarget target;
  private final Path folder;

  /**
   * @param folder keeps the inputs that led to new code, for the next time, and what is found
   */
  FuzzProcess(FuzzTarget target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  Outcome run(int seconds) throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    int number = 0;
    for (byte[] seed : target.seeds()) {
      Files.write(seeds.resolve("seed" + ++number), seed);
    }
    Path output = folder.resolve("output.txt");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx600m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("files")),
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.className(),
            "--instrumentation_includes=" + String.join(":", target.packages()),
            "--custom_hook_includes=none",
            "--disabled_hooks=" + String.join(":", HOOKS),
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-dict=" + FuzzTarget.resource(FuzzTarget.DICTIONARY),
            "-max_total_time=" + seconds,
            "-max_len=" + LONGEST_INPUT,
            "-timeout=" + LONGEST_SECONDS,
            "-rss_limit_mb=0",
            "-print_final_stats=1",
            corpus.toString(),
            seeds.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(target + " does not end: see " + output);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return outcome(process.exitValue(), Files.readString(output));
  }

  private static Outcome outcome(int exitCode, String output) {
    Matcher executions = EXECUTIONS.matcher(output);
    long executed = executions.find() ? Long.parseLong(executions.group(1)) : 0;
    long edges = 0;
    long inputs = 0;
    Matcher coverage = COVERAGE.matcher(output);
    while (coverage.find()) {
      edges = Long.parseLong(coverage.group(1));
      inputs = Long.parseLong(coverage.group(3));
    }
    Matcher finding = FINDING.matcher(output);
    String findings = finding.find() ? output.substring(finding.start()) : "";
    return new Outcome(exitCode, executed, edges, inputs, findings);
  }
}
