package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.ExitCode;
import org.tlssunset.monitor.Metric;
import picocli.CommandLine;

/** The schedules in {@code conf}: what they start is understood, and so are they where they go. */
class SchedulesTest {

  private static final Path CONF = Path.of("../conf").toAbsolutePath().normalize();
  private static final List<String> UNITS =
      List.of(
          "tls-sunset.service",
          "tls-sunset.timer",
          "tls-sunset-maintain.service",
          "tls-sunset-maintain.timer",
          "tls-sunset-failed@.service");
  private static final String HOME = "/opt/tls-sunset";
  private static final String LAUNCHER = HOME + "/jobs/tls-sunset";

  @TempDir private Path folder;

  private record Result(int exitCode, String said) {}

  private Result run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONPYCACHEPREFIX", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Result(process.waitFor(), said);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private static void assumeInstalled(String program) {
    assumeTrue(isInstalled(program), program + " is not installed");
  }

  /** Fails if the command line of today does not take it. */
  private static CommandLine.ParseResult understood(String name, List<String> command) {
    assertThat(command).first().isEqualTo(LAUNCHER);
    CommandLine.ParseResult parsed =
        new CommandLine(new TlsSunset())
            .parseArgs(command.subList(1, command.size()).toArray(String[]::new));
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(name);
    return parsed.subcommand();
  }

  private static List<String> words(String command) {
    return Arrays.asList(command.strip().split(" +"));
  }

  private static List<String> values(Path unit, String key) throws IOException {
    return Files.readAllLines(unit).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }

  private static String value(Path unit, String key) throws IOException {
    return values(unit, key).get(0);
  }

  @ParameterizedTest
  @CsvSource({"tls-sunset, nightly", "tls-sunset-maintain, maintain"})
  void theServicesStart(String name, String command) throws IOException {
    Path unit = CONF.resolve("systemd/" + name + ".service");

    assertThat(values(unit, "ExecStart")).hasSize(1);
    understood(command, words(value(unit, "ExecStart")));
    assertThat(value(unit, "User")).isNotEqualTo("root");
    // Whatever is not 0 is heard of, and what another try does not cure is not tried again.
    assertThat(values(unit, "SuccessExitStatus")).isEmpty();
    assertThat(value(unit, "OnFailure")).isEqualTo("tls-sunset-failed@%n.service");
    assertThat(CONF.resolve("systemd/tls-sunset-failed@.service")).exists();
  }

  @Test
  void theNightIsNotTriedAgainInVain() throws IOException {
    Path unit = CONF.resolve("systemd/tls-sunset.service");

    assertThat(value(unit, "RestartPreventExitStatus"))
        .isEqualTo(ExitCode.WRONG_USAGE + " " + ExitCode.PARTLY);
    // What the comments say of --metrics needs the right to write there.
    assertThat(value(unit, "ReadWritePaths")).isEqualTo("-/var/lib/node_exporter");
    assertThat(Files.readString(unit)).contains("--metrics /var/lib/node_exporter/");
  }

  @Test
  void systemdUnderstandsTheUnits() throws Exception {
    assumeInstalled("systemd-analyze");
    Path home = Files.createDirectories(folder.resolve("tls-sunset"));
    Files.createDirectory(home.resolve("jobs"));
    Files.copy(
        Path.of("tls-sunset"), home.resolve("jobs/tls-sunset"), StandardCopyOption.COPY_ATTRIBUTES);
    for (String unit : UNITS) {
      String text = Files.readString(CONF.resolve("systemd").resolve(unit));
      Files.writeString(folder.resolve(unit), text.replace(HOME, home.toString()));
    }

    Stream<String> command = Stream.of("systemd-analyze", "verify", "--man=no");
    Stream<String> units =
        UNITS.stream().map(unit -> folder.resolve(unit.replace("@", "@x")).toString());
    Files.copy(
        folder.resolve("tls-sunset-failed@.service"),
        folder.resolve("tls-sunset-failed@x.service"));
    Result verified = run(Stream.concat(command, units).toArray(String[]::new));
    assertThat(verified).isEqualTo(new Result(0, ""));

    Result exposed =
        run(
            "systemd-analyze",
            "security",
            "--offline=true",
            "--threshold=20", // of 100: well protected
            folder.resolve("tls-sunset.service").toString(),
            folder.resolve("tls-sunset-maintain.service").toString());
    assertThat(exposed.exitCode()).as(exposed.said()).isZero();
  }

  /** A shell does what the unit that tells of failures asks it to. */
  @Test
  void aFailureIsMailed() throws Exception {
    String line = value(CONF.resolve("systemd/tls-sunset-failed@.service"), "ExecStart");
    String script = line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\''));
    String programs =
        "journalctl() { echo \"of $1\"; }; hostname() { echo host; };"
            + " mail() { echo \"$2 to $3\"; cat; }; MAILTO=ana; ";

    Result told =
        run("sh", "-c", programs + script.replace("$$", "$"), "tell", "tls-sunset.service");

    assertThat(told.said())
        .isEqualTo(
            "tls-sunset.service on host needs somebody to ana\nof --unit=tls-sunset.service");
  }

  /** Upkeep is one story, whoever starts it. */
  @Test
  void upkeepIsWeekly() throws Exception {
    assertThat(value(CONF.resolve("systemd/tls-sunset-maintain.timer"), "OnCalendar"))
        .isEqualTo("Sun *-*-* 12:30:00");
    assertThat(Files.readString(CONF.resolve("cron/tls-sunset"))).contains("\n30 12 * * 0 ");
    assertThat(Files.readString(CONF.resolve("airflow/tls_sunset.py")))
        .contains("\"30 12 * * 0\"):\n    task(MAINTAIN)");
    assertThat(cronJob("tls-sunset-maintain.yaml").getSpec().getSchedule())
        .isEqualTo("30 12 * * 0");
  }

  @Test
  void cronStartsTheNight() throws IOException {
    List<String> lines =
        Files.readAllLines(CONF.resolve("cron/tls-sunset")).stream()
            .filter(text -> text.matches("[0-9].*"))
            .toList();

    Iterator<String> names = List.of("nightly", "maintain").iterator();
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      assertThat(line)
          .matches("[0-5]?[0-9] ([01]?[0-9]|2[0-3]) \\* \\* [*0-6] tls-sunset umask 027; /opt/.*")
          .doesNotContain("%"); // to cron, the end of the line
      String command = line.substring(line.indexOf(LAUNCHER));
      understood(names.next(), words(command.split(" > ", 2)[0]));
    }
  }

  /** What a constant of the DAG holds, as JSON. */
  private String constant(String name) throws Exception {
    assumeInstalled("python3");
    Result result =
        run(
            "python3",
            "-c",
            """
            import ast, json, sys
            for node in ast.parse(open(sys.argv[1]).read()).body:
                if isinstance(node, ast.Assign) and node.targets[0].id == sys.argv[2]:
                    print(json.dumps(ast.literal_eval(node.value)))
            """,
            CONF.resolve("airflow/tls_sunset.py").toString(),
            name);
    assertThat(result.exitCode()).as(result.said()).isZero();
    return result.said();
  }

  @Test
  void pythonUnderstandsTheDag() throws Exception {
    assumeInstalled("python3");

    assertThat(run("python3", "-m", "py_compile", CONF.resolve("airflow/tls_sunset.py").toString()))
        .isEqualTo(new Result(0, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nightly", "maintain"})
  void airflowStarts(String command) throws Exception {
    String words = constant(command.toUpperCase(Locale.ROOT));

    understood(command, List.of(new YAMLMapper().readValue(words, String[].class)));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, false", "3, true"})
  void airflowTellsDoneFromFailed(int exitCode, boolean isDone) throws Exception {
    String wrapped = new YAMLMapper().readValue(constant("DONE_OR_PARTLY"), String.class);

    Result result = run("bash", "-c", wrapped.formatted("(exit %d)".formatted(exitCode)));

    assertThat(result.exitCode() == 0).isEqualTo(isDone);
    assertThat(result.said()).isEqualTo("" + exitCode); // for the task that fails after 3
  }

  /** Fails on a field that Kubernetes does not have. */
  private static CronJob cronJob(String file) throws IOException {
    return strict().readValue(CONF.resolve("kubernetes").resolve(file).toFile(), CronJob.class);
  }

  private static YAMLMapper strict() {
    YAMLMapper strict = new YAMLMapper();
    strict.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    strict.setAnnotationIntrospector(
        new JacksonAnnotationIntrospector() {
          @Override
          public Boolean hasAnySetter(Annotated annotated) {
            return false;
          }
        });
    return strict;
  }

  @Test
  void whatKubernetesNeedsIsThere() throws IOException {
    String[] documents =
        Files.readString(CONF.resolve("kubernetes/tls-sunset-storage.yaml")).split("\n---\n");
    ConfigMap configuration = strict().readValue(documents[0], ConfigMap.class);
    PersistentVolumeClaim claim = strict().readValue(documents[1], PersistentVolumeClaim.class);

    for (String file : List.of("tls-sunset.yaml", "tls-sunset-maintain.yaml")) {
      List<Volume> volumes =
          cronJob(file).getSpec().getJobTemplate().getSpec().getTemplate().getSpec().getVolumes();
      assertThat(volumes)
          .anyMatch(
              volume ->
                  volume.getConfigMap() != null
                      && volume
                          .getConfigMap()
                          .getName()
                          .equals(configuration.getMetadata().getName()))
          .anyMatch(
              volume ->
                  volume.getPersistentVolumeClaim() != null
                      && volume
                          .getPersistentVolumeClaim()
                          .getClaimName()
                          .equals(claim.getMetadata().getName()));
    }
    Path own = folder.resolve("tls-sunset.conf");
    Files.writeString(own, configuration.getData().get("tls-sunset.conf"));
    assertThat(Configuration.load(own).ignored().has("/a/b.bak")).isTrue();
    // The command that makes the secret gives it the keys that the night asks for.
    assertThat(Files.readString(CONF.resolve("kubernetes/tls-sunset.yaml")))
        .contains("--from-literal=access-key-id=", "--from-literal=secret-access-key=");
  }

  /**
   * The alerts ask for figures that there are; promtool looks at the rest where it is installed.
   */
  @Test
  void alertsAskForFiguresThatThereAre() throws Exception {
    Path rules = CONF.resolve("prometheus/tls-sunset.rules.yml");
    JsonNode alerts = new YAMLMapper().readTree(rules.toFile()).at("/groups/0/rules");

    assertThat(alerts).isNotEmpty();
    for (JsonNode alert : alerts) {
      assertThat(alert.path("alert").asText()).startsWith("TlsSunset");
      assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
      Matcher figure = Pattern.compile("tls_sunset_\\w+").matcher(alert.path("expr").asText());
      assertThat(figure.find()).isTrue();
      figure.reset();
      while (figure.find()) {
        assertThat(Stream.of(Metric.values()).map(Metric::title)).contains(figure.group());
      }
    }
    if (isInstalled("promtool")) {
      Result checked = run("promtool", "check", "rules", rules.toString());
      assertThat(checked.exitCode()).as(checked.said()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"tls-sunset.yaml, nightly, 2 3", "tls-sunset-maintain.yaml, maintain, 2"})
  void kubernetesStarts(String file, String command, String notTriedAgain) throws IOException {
    CronJob cronJob = cronJob(file);
    JobSpec job = cronJob.getSpec().getJobTemplate().getSpec();
    Container container = job.getTemplate().getSpec().getContainers().get(0);

    understood(command, container.getCommand());

    assertThat(cronJob.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    assertThat(job.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(job.getPodFailurePolicy().getRules().get(0).getOnExitCodes().getValues())
        .extracting(String::valueOf)
        .containsExactly(notTriedAgain.split(" "));
    assertThat(job.getPodFailurePolicy().getRules().get(0).getOnExitCodes().getContainerName())
        .isEqualTo(container.getName());
    assertThat(container.getVolumeMounts())
        .allMatch(
            mount ->
                job.getTemplate().getSpec().getVolumes().stream()
                    .anyMatch(volume -> volume.getName().equals(mount.getName())));
    assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
  }

  @Test
  void kubernetesGivesSecretsByReference() throws IOException {
    List<EnvVar> variables =
        cronJob("tls-sunset.yaml")
            .getSpec()
            .getJobTemplate()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0)
            .getEnv();
    Map<Boolean, List<EnvVar>> secrets =
        variables.stream()
            .collect(Collectors.partitioningBy(variable -> variable.getName().startsWith("AWS_")));

    assertThat(secrets.get(true))
        .isNotEmpty()
        .allMatch(variable -> variable.getValue() == null)
        .allMatch(variable -> variable.getValueFrom().getSecretKeyRef().getKey() != null);
  }
}
