package org.tlssunset.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlssunset.logs.ForwardingFields;

class AddressRowTest {

  private static final PartySettings SETTINGS =
      new PartySettings(
          List.of(
              new ListedProxy(
                  "KEMP-1",
                  List.of(new Network("10.0.0.9"), new Network("2001:db8::/32")),
                  new Validity(10, null),
                  new ProxyTraits(ProxyKind.TLS_ENDING, Scope.ALL, false, Parties.X_FORWARDED_FOR)),
              new ListedProxy(
                  "edge",
                  List.of(),
                  new Validity(null, 20),
                  new ProxyTraits(
                      ProxyKind.LAYER_4,
                      new Scope(List.of("ews"), List.of("EX01"), List.of(443)),
                      true,
                      new ForwardingFields(List.of("a"), List.of("b"), List.of("c"))))),
          List.of(new OwnServer("EX01", List.of(new Network("10.0.0.11")))),
          List.of(new Network("10.0.1.0/24")));

  @Test
  void whatIsConfiguredComesBackFromItsRows() {
    List<KnownAddress> configured = SETTINGS.addresses();

    assertThat(configured).hasSize(5);
    assertThat(configured.stream().map(AddressRow::of).map(AddressRow::known).toList())
        .isEqualTo(configured);
  }

  @Test
  void whatIsLearnedComesBackFromItsRows() {
    List<KnownAddress> learned =
        LearnedAddresses.of(
            List.of(
                new LocalUse("EX01", "10.0.0.11", 100, 120),
                new LocalUse(null, "10.0.0.12", 100, 120)));

    assertThat(learned.stream().map(AddressRow::of).map(AddressRow::known).toList())
        .isEqualTo(learned);
  }

  @Test
  void aRowHoldsPlainValues() {
    assertThat(SETTINGS.addresses().stream().map(AddressRow::of))
        .contains(
            new AddressRow("10.0.0.11", null, null, "own-server", "EX01", "configuration", null),
            new AddressRow("10.0.1.0/24", null, null, "own-network", null, "configuration", null),
            new AddressRow(
                null,
                null,
                20,
                "proxy",
                "edge",
                "configuration",
                new AddressRow.OfProxy(
                    "layer-4",
                    List.of("ews"),
                    List.of("EX01"),
                    List.of(443),
                    true,
                    new ForwardingFields(List.of("a"), List.of("b"), List.of("c")))));
  }

  @Test
  void aRowThatNobodyWroteIsRefused() {
    AddressRow unknown = new AddressRow("10.0.0.1", null, null, "friend", null, "x", null);
    AddressRow noProxy = new AddressRow("10.0.0.1", null, null, "proxy", "K", "x", null);
    AddressRow noAddress = new AddressRow(null, null, null, "own-server", "EX01", "x", null);

    for (AddressRow row : List.of(unknown, noProxy, noAddress)) {
      assertThatThrownBy(row::known).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
