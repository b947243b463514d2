package org.tlssunset.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

class ClientProtocolCsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void whatLooksLikeAFormulaIsMadeInert(String text) {
    assertThat(ClientProtocolCsv.cell(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.1", "2001:db8::1", "CORP\\anna", "a=b", "'quoted'"})
  void anyOtherTextStaysAsItIs(String text) {
    assertThat(ClientProtocolCsv.cell(text)).isEqualTo(text);
  }

  @Test
  void listsAreJoined() {
    assertThat(ClientProtocolCsv.cell(CollectionConverters.asScala(List.of("a", "b"))))
        .isEqualTo("a; b");
    assertThat(ClientProtocolCsv.cell(CollectionConverters.asScala(List.of("=a", "b"))))
        .isEqualTo("'=a; b");
    assertThat(ClientProtocolCsv.cell(CollectionConverters.asScala(List.of()))).isEqualTo("");
  }

  @Test
  void timesAreIso8601AndNumbersPlain() {
    Instant time = Instant.parse("2024-05-01T10:00:00.250Z");
    assertThat(ClientProtocolCsv.cell(time)).hasToString("2024-05-01T10:00:00.250Z");
    assertThat(ClientProtocolCsv.cell(1_234_567L)).hasToString("1234567");
    assertThat(ClientProtocolCsv.cell(null)).isNull();
  }
}
