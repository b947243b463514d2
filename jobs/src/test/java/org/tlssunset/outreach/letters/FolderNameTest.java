package org.tlssunset.outreach.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;

class FolderNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"Scan Team", "IT", "a-b_c 1"})
  void aPlainNameIsItself(String owner) {
    assertThat(FolderName.of(owner)).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "Müller & Söhne, Mueller _ Soehne",
    "../../etc/passwd, etc_passwd",
    "..\\..\\evil, evil",
    "CON, CON",
    "index.csv, index_csv",
    "Émile, Emile",
    "営業, owner",
    ". , owner",
    "trailing., trailing",
  })
  void allOthersAreLegibleWithAChecksum(String owner, String legible) {
    assertThat(FolderName.of(owner)).matches(legible + "-[0-9a-f]{8}");
  }

  @Test
  void noTwoOwnersShareOneAndNoneLeadsElsewhere() {
    Map<String, String> owners = new HashMap<>();
    RandomCases.each(
        5000,
        random -> {
          String owner =
              RandomCases.text(random, 1, 80, "abAB01 ._-/\\\\:*?\"<>|~$\n\0äÄéß株" + "CONnul");
          String name = FolderName.of(owner);
          Path folder = Path.of("/out").resolve(name).normalize();

          assertThat(FolderName.isOne(name)).as(name).isTrue();
          assertThat(folder.getParent()).isEqualTo(Path.of("/out"));
          // Owners whose names differ in case alone are one.
          String other = owners.put(name.toLowerCase(Locale.ROOT), owner.toLowerCase(Locale.ROOT));
          assertThat(other == null || other.equals(owner.toLowerCase(Locale.ROOT))).isTrue();
        });
  }
}
