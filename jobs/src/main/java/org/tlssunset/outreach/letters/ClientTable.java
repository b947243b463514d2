package org.tlssunset.outreach.letters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.cures.Cure;
import org.tlssunset.outreach.cures.Cures;
import org.tlssunset.outreach.cures.Source;
import org.tlssunset.outreach.cures.Symptom;

/**
 * The columns of {@code clients.csv} and {@code unowned.csv}; one keeps its place. What happens,
 * errors and cures are in the language of the letter, the rest is as {@code plan_clients} has it.
 */
final class ClientTable {

  private static final List<String> CLIENT =
      List.of(
          "client",
          "host_name",
          "client_name",
          "user_name",
          "role",
          "direction",
          "protocol",
          "program",
          "kind",
          "user_agent",
          "servers",
          "last_seen",
          "legacy_last_seen",
          "days",
          "requests",
          "status",
          "status_reason",
          "effect",
          "effect_reason",
          "is_partly",
          "taken_along_by",
          "exception",
          "what_happens",
          "what_users_see",
          "errors",
          "what_to_do",
          "sources",
          "proof_file",
          "proof_line");

  /** Of an owner's table. */
  static final List<String> OWNED =
      Stream.concat(CLIENT.stream(), Stream.of("proof", "proof_missing", "first_told", "told"))
          .toList();

  /** Of the table of those whom nobody owns. */
  static final List<String> UNOWNED =
      Stream.concat(Stream.of("likely_owner", "likely_by"), CLIENT.stream()).toList();

  private final Discretion shown;
  private final Cures cures;
  private final Words words;

  ClientTable(Discretion shown, Cures cures, Words words) {
    this.shown = shown;
    this.cures = cures;
    this.words = words;
  }

  /** A row of an owner's table. */
  List<@Nullable Object> row(AffectedClient client, Proof proof, FollowUp followUp) {
    List<@Nullable Object> row = new ArrayList<>(client(client));
    row.add(proof.text());
    row.add(proof.missing());
    row.add(followUp.firstTold(client.key()));
    row.add(followUp.told(client.key()));
    return row;
  }

  /** A row of the table of those whom nobody owns. */
  List<@Nullable Object> row(AffectedClient client, LikelyOwner owner) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(shown.likelyOwner(owner));
    row.add(owner.by().words());
    row.addAll(client(client));
    return row;
  }

  private List<@Nullable Object> client(AffectedClient client) {
    AffectedClient.Named named = shown.named(client.named());
    AffectedClient.Judged judged = client.judged();
    Cure cure = cures.cure(client.traits());
    Symptom symptom = cures.symptom(client.traits());
    return Arrays.asList(
        named.shown(),
        named.hostName(),
        named.clientName(),
        named.user(),
        client.traits().role(),
        client.traits().direction(),
        client.traits().protocol(),
        shown.program(client),
        client.traits().kind(),
        named.agent(),
        judged.servers(),
        client.lastSeen(),
        client.legacyLastSeen(),
        client.days(),
        client.requests(),
        judged.status(),
        judged.statusReason(),
        client.effect().label(),
        judged.reason(),
        judged.isPartly(),
        judged.takenAlongBy(),
        shown.exception(client),
        words.effect(client),
        symptom.text().in(words.language()),
        symptom.says(),
        cure.text().in(words.language()),
        cure.sources().stream().map(Source::url).toList(),
        client.proofFile(),
        client.proofLine());
  }
}
