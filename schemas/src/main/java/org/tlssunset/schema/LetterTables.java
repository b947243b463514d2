package org.tlssunset.schema;

import static org.tlssunset.schema.ColumnType.DATE;
import static org.tlssunset.schema.ColumnType.INT;
import static org.tlssunset.schema.ColumnType.STRING;

/** The table that remembers what owners were told; see {@link Tables}. */
final class LetterTables {

  static final Table OUTREACH_LETTERS =
      Table.named("outreach_letters", 1)
          .comment("One row per owner, day that a letter went out, and entry that it told of")
          .columns(
              Column.required("owner", STRING, "To whom it was, as the owners' file has the name"),
              Column.required("sent_on", DATE, "The day that it went out"),
              Column.required("letter", INT, "Which of this plan's letters to the owner, from 1"),
              Column.required("versions", STRING, "What is switched off: TLS 1.0, TLS 1.1"),
              Column.required("ends", STRING, "Where: servers, everywhere or a name"),
              Column.of("planned_on", DATE, "When, as it told; null if no day was planned"),
              Column.required("as_of", DATE, "The last day of evidence that it told of"),
              Column.required("role", STRING, "Whose connections: client, proxy or own-server"),
              Column.required("direction", STRING, "inbound or outbound"),
              Column.required("protocol", STRING, "smtp, mapi-http, ews, …"),
              Column.of("party", STRING, "Who it is, see client_program; null if nothing is known")
                  .telling(Personal.CLIENT),
              Column.of("client", STRING, "The client last seen: its address, else peer and name")
                  .telling(Personal.CLIENT),
              Column.of("host_name", STRING, "What files called its address; null if none did"),
              Column.of("client_name", STRING, "What it called itself"),
              Column.of("user_name", STRING, "Who signed in last").telling(Personal.USER),
              Column.of("program", STRING, "Product, major version and system"),
              Column.required("effect", STRING, "stops, unknown or falls-to-cleartext"))
          .days("sent_on")
          .kept(Kept.ROLLUPS)
          .clusteredBy("sent_on", "owner")
          .statisticsOn("sent_on", "owner")
          .build();

  private LetterTables() {}
}
