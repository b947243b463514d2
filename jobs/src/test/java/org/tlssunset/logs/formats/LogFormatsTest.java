package org.tlssunset.logs.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;

/** What the contract asks of each format, and the compiler does not. */
class LogFormatsTest {

  @Test
  void eachIsFoundByItsLabel() {
    for (LogFormat format : LogFormats.ALL) {
      assertThat(LogFormats.of(format.label())).isSameAs(format);
      assertThat(format.label()).matches("[a-z0-9-]+");
    }
    assertThat(LogFormats.of("no such format")).isNull();
    assertThat(LogFormats.of(null)).isNull();
  }

  /** Else what was unrecognised before stays so: a new format is entered here with the version. */
  @Test
  void theDetectorsVersionRisesWithTheListOfFormats() {
    assertThat(LogFormats.ALL)
        .extracting(LogFormat::label)
        .containsExactly("smtp-receive", "smtp-send", "iis");
    assertThat(FormatDetector.VERSION).isEqualTo(3);
  }

  @Test
  void eachStaysItselfOnItsWayToAnotherProcess() {
    assertThat(LogFormats.ALL).allSatisfy(format -> assertThat(format).isInstanceOf(Enum.class));
  }

  @Test
  void textIsReadInLinesAndNothingElseIsCut() {
    KnownValues known = new KnownValues(LogSettings.DEFAULTS);
    for (LogFormat format : LogFormats.ALL) {
      boolean isInLines =
          format.decoder(known, LogOrigin.UNKNOWN, new Found()) instanceof LogParser;
      assertThat(isInLines).isEqualTo(format.isText());
      assertThat(format.splittable() && !format.isText()).isFalse();
    }
  }
}
