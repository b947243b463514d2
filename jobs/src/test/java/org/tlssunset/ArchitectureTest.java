package org.tlssunset;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The arrows between the packages: who may use what. */
@AnalyzeClasses(packages = "org.tlssunset", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "org.tlssunset.";

  private static final String FORMATS = ROOT + "logs.formats";

  private static final String[] JDK = {"java..", "org.jspecify.annotations"};

  private static final String[] SPARK = {
    "org.apache.spark..", "org.apache.hadoop..", "io.delta..", "scala.."
  };

  @ArchTest static final ArchRule SCHEMA_USES_THE_JDK_ALONE = mayUse("schema");

  @ArchTest static final ArchRule LOCATIONS_USE_THE_JDK_ALONE = mayUse("location");

  @ArchTest
  static final ArchRule LOGS_KNOW_NO_ENGINE = mayUse("logs", ours("schema"), "inet.ipaddr..");

  /** So a format can be added without a change to what all share. */
  @ArchTest
  static final ArchRule WHAT_ALL_LOGS_SHARE_KNOWS_NO_FORMAT =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "logs")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "logs.*..");

  /** The list of formats knows them all, and no family knows it. */
  @ArchTest
  static final ArchRule FAMILIES_OF_FORMATS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching(ROOT + "logs.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(resideInAPackage(FORMATS), resideInAPackage(ours("logs")));

  /** All but the ledger's struct of open parts, which is made for SMTP's sessions. */
  @ArchTest
  static final ArchRule FORMATS_ARE_FOUND_IN_THEIR_LIST =
      noClasses()
          .that()
          .resideOutsideOfPackage(ours("logs"))
          .and()
          .doNotHaveFullyQualifiedName(ROOT + "ingest.SessionRows")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "logs.*..").and(resideOutsideOfPackage(FORMATS)));

  @ArchTest
  static final ArchRule ARCHIVE_FINDS_AND_OPENS_FILES =
      mayUse(
          "archive",
          ours("location"),
          ours("logs"),
          ours("schema"),
          "org.apache.hadoop..",
          "org.apache.commons.compress..",
          "org.apache.commons.io..",
          "com.github.luben.zstd..",
          "org.tukaani.xz..",
          "com.google.re2j..");

  @ArchTest
  static final ArchRule WAREHOUSE_KNOWS_TABLES_ALONE =
      mayUse("warehouse", ours("location"), ours("schema"), "com.fasterxml.jackson.core..", SPARK);

  @ArchTest
  static final ArchRule WHAT_IS_INSIDE_DELTA_IS_KNOWN_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "warehouse.delta")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark.sql.delta..", "io.delta..");

  @ArchTest
  static final ArchRule WHAT_IS_INSIDE_DELTA_KNOWS_NO_WAREHOUSE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "warehouse.delta")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "warehouse");

  @ArchTest
  static final ArchRule INGEST_MAY_USE_WHAT_COMES_BEFORE =
      mayUse(
          "ingest",
          ours("archive"),
          ours("days"),
          ours("logs"),
          ours("schema"),
          ours("warehouse"),
          SPARK);

  @ArchTest
  static final ArchRule PROGRAMS_KNOW_NEITHER_LOGS_NOR_TABLES =
      mayUse("program", ours("schema"), "com.typesafe.config..");

  /** What a log says is kept as it stands: which program that is, is asked of the kept rows. */
  @ArchTest
  static final ArchRule NOBODY_WHO_READS_LOGS_ASKS_FOR_PROGRAMS =
      isUsedBy("program", "cli", "monitor", "rollup", "steps");

  @ArchTest
  static final ArchRule DAYS_KNOW_THE_MARKS_OF_TABLES_ALONE =
      mayUse("days", ours("warehouse"), ours("schema"), "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule PARTIES_KNOW_NO_ENGINE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "party")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.spark..", ours("warehouse"), ROOT + "party.tables.."));

  @ArchTest
  static final ArchRule PARTIES_KNOW_ADDRESSES_AND_TABLES =
      mayUse(
          "party",
          ours("days"),
          ours("location"),
          ours("logs"),
          ours("schema"),
          ours("warehouse"),
          "inet.ipaddr..",
          SPARK);

  @ArchTest
  static final ArchRule CSV_IS_READ_IN_ONE_PLACE =
      mayUse("csv", ROOT + "archive", "org.apache.commons.csv..");

  /** Nobody is asked over the network; what files say is kept by others. */
  @ArchTest
  static final ArchRule NAMES_ARE_READ_FROM_FILES_ALONE =
      mayUse("names", ours("archive"), ours("logs"), ROOT + "party", "inet.ipaddr..", ours("csv"));

  /** What servers are set to is told by exports of their registries; no server is asked. */
  @ArchTest
  static final ArchRule SERVERS_ARE_KNOWN_BY_FILES_AND_TABLES =
      mayUse(
          "servers",
          ours("archive"),
          ours("schema"),
          ours("warehouse"),
          ROOT + "logs",
          ROOT + "party",
          "com.fasterxml.jackson.core..",
          "javax.xml.stream..",
          ours("csv"),
          SPARK);

  @ArchTest
  static final ArchRule WHAT_SERVERS_ARE_SET_TO_KNOWS_NO_ENGINE =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "servers", ROOT + "servers.registry")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.spark..", ours("warehouse"), ROOT + "servers.tables"));

  @ArchTest
  static final ArchRule READING_EXPORTS_KNOWS_NOT_WHAT_THEY_MEAN =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "servers.registry")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "servers");

  @ArchTest
  static final ArchRule ROLLUP_KNOWS_TABLES_AND_PARTIES =
      mayUse(
          "rollup",
          ours("days"),
          ours("party"),
          ours("program"),
          ours("warehouse"),
          ours("schema"),
          "com.google.common..",
          "javax.crypto..",
          SPARK);

  /** What it says of parties comes of the evidence, and of what each end has shown. */
  @ArchTest
  static final ArchRule PLANS_KNOW_EVIDENCE_AND_TABLES =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "plan")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  ours("logs"),
                  ours("archive"),
                  ours("ingest"),
                  ours("console"),
                  ours("config"),
                  ours("outreach"),
                  ours("steps")));

  @ArchTest
  static final ArchRule UPKEEP_KNOWS_TABLES_ALONE =
      mayUse("upkeep", ours("days"), ours("warehouse"), ours("schema"), SPARK);

  @ArchTest
  static final ArchRule OUTREACH_KNOWS_TABLES_ALONE =
      noClasses()
          .that()
          .resideInAPackage(ours("outreach"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  ours("logs"), ours("archive"), ours("ingest"), ours("rollup"), ours("steps")));

  @ArchTest
  static final ArchRule OWNERS_AND_CURES_KNOW_NO_ENGINE =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "outreach.owners", ROOT + "outreach.cures")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.apache.spark..",
                  ours("warehouse"),
                  ours("plan"),
                  ROOT + "outreach",
                  ROOT + "outreach.letters"));

  @ArchTest
  static final ArchRule TEMPLATES_ARE_FOR_LETTERS_AND_THE_REPORT =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "outreach.letters", ROOT + "report")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.samskivert..");

  @ArchTest
  static final ArchRule THE_REPORT_SHOWS_WHAT_OTHERS_FOUND =
      mayUse(
          "report",
          ours("outreach"),
          ours("page"),
          ours("party"),
          ours("plan"),
          ours("rollup"),
          ours("schema"),
          ours("servers"),
          ours("warehouse"),
          "com.fasterxml.jackson.core..",
          "com.samskivert..",
          "org.apache.commons.codec..",
          SPARK);

  @ArchTest
  static final ArchRule SYNTHETIC_SHARES_NOTHING_WITH_WHAT_IT_TESTS =
      mayUse(
          "synthetic",
          "org.apache.commons.compress..",
          "org.apache.commons.io..",
          "com.github.luben.zstd..",
          "org.tukaani.xz..",
          "com.google.re2j..");

  @ArchTest
  static final ArchRule CONFIG_KNOWS_WHOSE_SETTINGS_IT_READS =
      mayUse(
          "config",
          ours("archive"),
          ours("ingest"),
          ours("location"),
          ours("logs"),
          ROOT + "outreach",
          ours("party"),
          ours("plan"),
          ours("rollup"),
          ours("schema"),
          ROOT + "servers",
          ours("upkeep"),
          ours("warehouse"),
          "com.typesafe.config..",
          "org.apache.commons.text..");

  @ArchTest
  static final ArchRule NO_STEP_OF_THE_FLOW_READS_THE_CONFIGURATION =
      isUsedBy(
          "config",
          "cli",
          "console",
          "export",
          "inspect",
          "monitor",
          "notebook",
          "proof",
          "query",
          "shell",
          "steps");

  @ArchTest
  static final ArchRule CONSOLE_SHOWS_WHAT_OTHERS_FOUND =
      mayUse(
          "console",
          ours("config"),
          ours("archive"),
          ours("ingest"),
          ours("location"),
          ours("logs"),
          ours("names"),
          ours("outreach"),
          ours("servers"),
          ours("warehouse"),
          "com.fasterxml.jackson.core..",
          "me.tongfei.progressbar..",
          "org.apache.commons.csv..",
          "org.apache.hadoop..",
          "org.apache.http..",
          "software.amazon.awssdk.core.exception..");

  @ArchTest
  static final ArchRule NO_STEP_OF_THE_FLOW_SHOWS_ANYTHING =
      isUsedBy(
          "console",
          "cli",
          "export",
          "inspect",
          "monitor",
          "notebook",
          "page",
          "proof",
          "shell",
          "steps");

  @ArchTest static final ArchRule NO_STEP_KNOWS_THE_OTHERS = isUsedBy("steps", "cli");

  @ArchTest
  static final ArchRule INSPECT_STARTS_NO_ENGINE =
      mayUse(
          "inspect",
          ours("config"),
          ours("console"),
          ours("archive"),
          ours("logs"),
          ours("schema"));

  @ArchTest
  static final ArchRule PROOF_ASKS_THE_LEDGER_AND_THE_LOGS =
      mayUse(
          "proof",
          ours("config"),
          ours("console"),
          ours("archive"),
          ours("ingest"),
          "org.apache.commons.text..");

  @ArchTest
  static final ArchRule QUERY_KNOWS_THE_TABLES_AND_WHOSE_THEIR_ROWS_ARE =
      mayUse(
          "query",
          ours("config"),
          ours("csv"),
          ours("ingest"),
          ROOT + "logs",
          ours("party"),
          ours("rollup"),
          ours("schema"),
          ours("warehouse"),
          "inet.ipaddr..",
          SPARK);

  @ArchTest
  static final ArchRule THE_SHELL_ASKS_AND_EXPLAINS =
      mayUse(
          "shell", ours("config"), ours("console"), ours("query"), ours("schema"), "org.jline..");

  @ArchTest
  static final ArchRule EXPORTS_ARE_ANSWERS_AND_OWNERS =
      mayUse(
          "export",
          ours("config"),
          ours("console"),
          ours("outreach"),
          ours("query"),
          ours("warehouse"),
          SPARK);

  @ArchTest
  static final ArchRule NOTEBOOKS_ASK_AND_EXPLAIN =
      mayUse(
          "notebook",
          ours("config"),
          ours("console"),
          ours("query"),
          ours("schema"),
          ours("shell"),
          "com.fasterxml.jackson.core..",
          "com.google.gson..",
          "org.apache.commons.text..",
          SPARK,
          "org.dflib.jjava..");

  @ArchTest
  static final ArchRule ONE_CLASS_KNOWS_JUPYTER =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + "notebook.SqlKernel")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dflib.jjava..");

  @ArchTest
  static final ArchRule MONITOR_ASKS_THE_LEDGER_AND_THE_TABLES =
      mayUse(
          "monitor",
          ours("config"),
          ours("console"),
          ours("archive"),
          ours("days"),
          ours("ingest"),
          ours("logs"),
          ours("outreach"),
          ours("party"),
          ours("plan"),
          ours("program"),
          ours("schema"),
          ours("warehouse"));

  @ArchTest static final ArchRule NOTHING_USES_THE_COMMAND_LINE = isUsedBy("cli");

  @ArchTest
  static final ArchRule THE_COMMAND_LINE_ALONE_KNOWS_ITS_PARSER =
      noClasses()
          .that()
          .resideOutsideOfPackage(ours("cli"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CIRCLE =
      slices().matching("org.tlssunset.(*)..").should().beFreeOfCycles();

  private static String ours(String name) {
    return ROOT + name + "..";
  }

  /** A package may use itself, the JDK and the given ones. */
  private static ArchRule mayUse(String name, Object... others) {
    String[] allowed =
        Stream.of(
                Stream.of(JDK),
                Stream.of(ours(name)),
                Stream.of(others).flatMap(ArchitectureTest::names))
            .flatMap(names -> names)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ours(name))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed))
        .allowEmptyShould(true);
  }

  /** A package is used by itself and by the given ones. */
  private static ArchRule isUsedBy(String name, String... others) {
    String[] users =
        Stream.concat(Stream.of(name), Stream.of(others))
            .map(ArchitectureTest::ours)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(users)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ours(name));
  }

  private static Stream<String> names(Object names) {
    return names instanceof String[] several ? Stream.of(several) : Stream.of((String) names);
  }
}
