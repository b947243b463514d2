package org.tlssunset;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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

  private static final String[] JDK = {"java..", "org.jspecify.annotations"};

  private static final String[] SPARK = {
    "org.apache.spark..", "org.apache.hadoop..", "io.delta..", "scala.."
  };

  @ArchTest static final ArchRule SCHEMA_USES_THE_JDK_ALONE = mayUse("schema");

  @ArchTest
  static final ArchRule LOGS_KNOW_NO_ENGINE = mayUse("logs", ours("schema"), "inet.ipaddr..");

  @ArchTest
  static final ArchRule ARCHIVE_FINDS_AND_OPENS_FILES =
      mayUse(
          "archive",
          ours("logs"),
          ours("schema"),
          "org.apache.hadoop..",
          "org.apache.commons.compress..",
          "org.apache.commons.io..",
          "com.github.luben.zstd..",
          "org.tukaani.xz..",
          "com.google.re2j..");

  @ArchTest
  static final ArchRule WAREHOUSE_KNOWS_TABLES_ALONE = mayUse("warehouse", ours("schema"), SPARK);

  @ArchTest
  static final ArchRule INGEST_MAY_USE_WHAT_COMES_BEFORE =
      mayUse("ingest", ours("archive"), ours("logs"), ours("schema"), ours("warehouse"), SPARK);

  @ArchTest
  static final ArchRule ROLLUP_KNOWS_TABLES_ALONE =
      mayUse("rollup", ours("warehouse"), ours("schema"), SPARK);

  @ArchTest
  static final ArchRule UPKEEP_KNOWS_TABLES_ALONE =
      mayUse("upkeep", ours("warehouse"), ours("schema"), SPARK);

  @ArchTest
  static final ArchRule OUTREACH_KNOWS_TABLES_ALONE =
      noClasses()
          .that()
          .resideInAPackage(ours("outreach"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  ours("logs"), ours("archive"), ours("ingest"), ours("rollup"), ours("cli")))
          .allowEmptyShould(true);

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
  static final ArchRule NOTHING_USES_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ours("cli"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ours("cli"))
          .allowEmptyShould(true);

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

  private static Stream<String> names(Object names) {
    return names instanceof String[] several ? Stream.of(several) : Stream.of((String) names);
  }
}
