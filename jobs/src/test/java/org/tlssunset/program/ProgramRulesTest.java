package org.tlssunset.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.schema.ClientKind;

class ProgramRulesTest {

  @Test
  void theFirstRuleThatFitsDecides() {
    Programs programs =
        new Programs(
            rules(
                "{ begins = Acme, has = [Sync, Pro], kind = server, product = Acme Pro, source = x },"
                    + "{ begins = [Acme, Emca], after = \"Sync/\", kind = other, product = Acme, source = x }"),
            10);
    assertThat(programs.ofAgent("acme Sync/4.1 (Pro)"))
        .isEqualTo(new Program(ClientKind.SERVER, "Acme Pro", null, null));
    assertThat(programs.ofAgent("Emca Sync/4.1"))
        .isEqualTo(new Program(ClientKind.OTHER, "Acme", "4", null));
    assertThat(programs.ofAgent("Emca"))
        .isEqualTo(new Program(ClientKind.OTHER, "Acme", null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ begins = A, kind = server, product = A } | source",
        "{ begins = A, kind = server, product = A, source = \" \" } | source",
        "{ begins = A, kind = servant, product = A, source = x } | kind",
        "{ kind = server, product = A, source = x } | has",
        "{ beginns = A, has = B, kind = server, product = A, source = x } | beginns",
      })
  void aRuleThatIsWrongIsNamed(String rule, String key) {
    assertThatThrownBy(() -> rules("\n\n" + rule))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("3");
  }

  private static ProgramRules rules(String agents) {
    return ProgramRules.of(
        ConfigFactory.parseString(
            "systems = [], hosts = [], callers = [], agents = [" + agents + "]"));
  }
}
