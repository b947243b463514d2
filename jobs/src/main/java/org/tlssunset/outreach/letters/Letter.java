package org.tlssunset.outreach.letters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.ShownText;
import org.tlssunset.outreach.cures.Cure;
import org.tlssunset.outreach.cures.Cures;
import org.tlssunset.outreach.cures.Symptom;
import org.tlssunset.outreach.owners.Language;
import org.tlssunset.outreach.owners.Owner;
import org.tlssunset.schema.Effect;

/**
 * What a template may use: texts, truths and lists of the same, by the names that are explained in
 * the templates' own first lines. A text that is not known is empty.
 */
final class Letter {

  /** So many clients are in a letter; the table has them all. */
  static final int MOST = 25;

  private final Occasion occasion;
  private final Cures cures;
  private final Words words;

  Letter(Occasion occasion, Cures cures, Language language) {
    this.occasion = occasion;
    this.cures = cures;
    this.words = new Words(language);
  }

  /**
   * A letter's model.
   *
   * @param clients the worst first, one or more
   * @param proofs of the first {@link #MOST} of them, in their order
   * @param followUp what has changed since the last letter
   */
  Map<String, Object> model(
      Owner owner, List<AffectedClient> clients, List<Proof> proofs, FollowUp followUp) {
    List<AffectedClient> shown = clients.subList(0, Math.min(MOST, clients.size()));
    Map<String, Object> model = new HashMap<>();
    model.put("owner", ShownText.of(owner.name()));
    model.put("mail", ShownText.of(owner.mail()));
    model.put("organisation", occasion.sender().organisation());
    model.put("contact", occasion.sender().contact());
    model.put("versions", words.versions(occasion.scenario()));
    model.put(
        "date", occasion.scenario().on() == null ? "" : words.fixedDate(occasion.scenario().on()));
    model.put("evidenceUntil", words.fixedDate(occasion.asOf()));
    model.put("answerBy", occasion.answer().map(words::fixedDate).orElse(""));
    int parties = AffectedClients.parties(clients).size();
    model.put("count", words.number(parties));
    model.put("isOne", parties == 1);
    model.put("isSingle", clients.size() == 1);
    model.put("more", clients.size() > MOST ? words.number(clients.size() - MOST) : "");
    model.put("hasUnknown", clients.stream().anyMatch(client -> client.effect() == Effect.UNKNOWN));
    List<Map<String, Object>> table = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      table.add(client(i + 1, shown.get(i), proofs.get(i), followUp));
    }
    model.put("clients", table);
    model.putAll(new FollowUpText(occasion, words, followUp).model(clients.size()));
    model.put(
        "symptoms",
        groups(shown, client -> cures.symptom(client.traits())).entrySet().stream()
            .map(each -> symptom(each.getKey(), each.getValue()))
            .toList());
    model.put(
        "cures",
        groups(shown, client -> cures.cure(client.traits())).entrySet().stream()
            .map(each -> cure(each.getKey(), each.getValue()))
            .toList());
    return model;
  }

  private Map<String, Object> client(
      int number, AffectedClient client, Proof proof, FollowUp followUp) {
    AffectedClient.Named named = occasion.shown().named(client.named());
    Map<String, Object> model =
        new HashMap<>(entry(words, named, client.key(), occasion.shown().program(client)));
    model.put("number", String.valueOf(number));
    model.put("told", words.told(client.key(), followUp));
    model.put("user", words.name(named).equals(named.user()) ? "" : ShownText.of(named.user()));
    model.put("servers", ShownText.of(words.list(client.judged().servers())));
    model.put("agent", ShownText.of(named.agent()));
    model.put("lastUse", words.time(client.lastUse()));
    model.put("often", words.often(client, occasion.window()));
    model.put("effect", ShownText.of(words.effect(client)));
    model.put("exception", ShownText.of(occasion.shown().exception(client)));
    model.put("proofFile", ShownText.of(proof.file()));
    model.put("proofLine", String.valueOf(proof.line()));
    model.put("proof", proof.text() == null ? words.noProof() : ShownText.of(proof.text()));
    return model;
  }

  /** Who it is, over what and with what program. */
  static Map<String, Object> entry(
      Words words, AffectedClient.Named named, EntryKey entry, @Nullable String program) {
    String name = words.name(named);
    return Map.of(
        "name",
        ShownText.of(name),
        "address",
        name.equals(named.address()) ? "" : ShownText.of(named.address()),
        "protocol",
        words.protocol(entry),
        "program",
        ShownText.of(words.program(program)));
  }

  private Map<String, Object> symptom(Symptom symptom, List<String> numbers) {
    Map<String, Object> model = new HashMap<>();
    model.put("numbers", words.list(numbers));
    model.put("text", symptom.text().in(words.language()));
    model.put("says", symptom.says());
    return model;
  }

  private Map<String, Object> cure(Cure cure, List<String> numbers) {
    Map<String, Object> model = new HashMap<>();
    model.put("numbers", words.list(numbers));
    model.put("title", cure.title().in(words.language()));
    model.put("text", cure.text().in(words.language()));
    model.put(
        "sources",
        cure.sources().stream()
            .map(source -> Map.of("title", source.title(), "url", source.url()))
            .toList());
    return model;
  }

  /** The numbers of the clients that have something in common, in the order of the first. */
  private static <T> Map<T, List<String>> groups(
      List<AffectedClient> clients, Function<AffectedClient, T> of) {
    Map<T, List<String>> groups = new LinkedHashMap<>();
    for (int i = 0; i < clients.size(); i++) {
      groups
          .computeIfAbsent(of.apply(clients.get(i)), each -> new ArrayList<>())
          .add(String.valueOf(i + 1));
    }
    return groups;
  }
}
