package org.tlssunset.synthetic;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A truth that the parsers had a hand in would prove nothing about them. */
class IndependenceTest {

  @Test
  void theGeneratorUsesNothingElseOfTheProject() {
    var generator =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.tlssunset.synthetic");

    noClasses()
        .that()
        .resideInAPackage("org.tlssunset.synthetic")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.tlssunset.schema..",
            "org.tlssunset.logs..",
            "org.tlssunset.archive..",
            "org.tlssunset.ingest..",
            "org.apache.spark..",
            "org.apache.hadoop..")
        .check(generator);
  }
}
