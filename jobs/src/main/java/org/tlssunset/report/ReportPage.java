package org.tlssunset.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.tlssunset.outreach.ShownText;
import org.tlssunset.outreach.letters.Proof;
import org.tlssunset.plan.PlannedProgram;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Effect;

/**
 * The page. Its policy lets run what stands in it by its checksum and nothing else, so that text of
 * logs that got through all the same would do nothing; nothing is loaded.
 */
public final class ReportPage {

  /** Larger ones are no fun to mail, or to open on a phone. */
  private static final int LARGEST = 2_000_000;

  /** So many bytes tell what a page was made of. */
  public static final int BEGINNING = 2_000;

  /** So many clients are in the page without its script. */
  private static final int PLAIN_ROWS = 100;

  private static final List<String> RESOURCES =
      List.of("report.html.mustache", "chart.mustache", "report.css", "report.js");

  private final Report report;
  private final ProofTexts proofs;
  private final String basis;

  /**
   * Reads the lines of the worst.
   *
   * @param reader of logs
   * @param basis stands in the page, see {@link #isOf}
   */
  public ReportPage(Report report, Proof.Reader reader, String basis) {
    this.basis = basis;
    this.report = report;
    this.proofs = ProofTexts.read(report.proven(), reader);
  }

  /** A checksum of what pages look like. */
  public static String form() {
    return DigestUtils.sha256Hex(
        RESOURCES.stream().map(ReportPage::resource).collect(Collectors.joining()));
  }

  /**
   * Whether a page was made of the same.
   *
   * @param page its beginning, {@value #BEGINNING} bytes of it or all
   */
  public static boolean isOf(String basis, byte[] page) {
    return new String(page, StandardCharsets.UTF_8).contains(basisTag(basis));
  }

  private static String basisTag(String basis) {
    return "<meta name=\"tls-sunset-basis\" content=\"%s\">".formatted(basis);
  }

  /** A client's row for those without scripts. */
  record PlainRow(
      String name,
      String role,
      String protocol,
      String program,
      String effect,
      String status,
      String last,
      String reason) {}

  /** A word and what it means. */
  record Word(String word, String meaning) {}

  /**
   * The page's bytes, in UTF-8: less than 2,000,000 of them, with as many of the clients as go into
   * that.
   */
  public byte[] bytes() {
    Map<String, Object> model = model();
    Template template =
        Mustache.compiler()
            .withLoader(name -> new StringReader(resource(name + ".mustache")))
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .compile(resource("report.html.mustache"));
    int count = report.clients().size();
    while (true) {
      byte[] page = page(template, model, report.clients().subList(0, count));
      if (page.length < LARGEST || count == 0) {
        return page;
      }
      // A little less than what would just fit: the best packed ones come last.
      count = Math.min(count - 1, (int) (count * 0.95 * LARGEST / page.length));
    }
  }

  private Map<String, Object> model() {
    Map<String, Object> model = new HashMap<>();
    new PlanSections(report).into(model);
    new TimeSections(report).into(model);
    model.put("hasServers", report.servers().isPresent());
    report.servers().ifPresent(servers -> new ServerSections(servers).into(model));
    model.put(
        "effectWords",
        Arrays.stream(Effect.values())
            .map(effect -> new Word(effect.label(), effect.meaning()))
            .toList());
    model.put(
        "statusWords",
        Arrays.stream(ClientStatus.values())
            .map(status -> new Word(status.label(), status.meaning()))
            .toList());
    model.put("basisTag", basisTag(basis));
    String css = resource("report.css");
    String js = resource("report.js");
    model.put("css", css);
    model.put("js", js);
    model.put("cssSum", checksum(css));
    model.put("jsSum", checksum(js));
    return model;
  }

  private byte[] page(Template template, Map<String, Object> model, List<ListedClient> listed) {
    Map<String, Object> whole = new HashMap<>(model);
    long all = report.overview().all();
    whole.put("parties", ShownNumber.of(all));
    whole.put("listed", ShownNumber.of(listed.size()));
    whole.put("unlisted", all > listed.size() ? ShownNumber.of(all - listed.size()) : "");
    whole.put("plainRows", listed.stream().limit(PLAIN_ROWS).map(ReportPage::row).toList());
    whole.put("isPlainAll", listed.size() <= PLAIN_ROWS);
    whole.put(
        "data",
        ClientData.of(
            listed,
            (int) report.plan().asOf().toEpochDay(),
            report.plan().policy().window(),
            proofs));
    return template.execute(whole).getBytes(StandardCharsets.UTF_8);
  }

  private static PlainRow row(ListedClient client) {
    PlannedProgram program = client.listed().worst();
    return new PlainRow(
        client.name(),
        client.listed().party().role(),
        client.listed().party().direction() + " " + program.evidence().protocol(),
        ShownText.of(program.evidence().program()),
        client.listed().effect().label(),
        client.listed().status().label(),
        client.lastUse().toString(),
        ShownText.of(program.impact().reason()));
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getClassLoader().getResourceAsStream("report/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) { // it is in the program
      throw new IllegalStateException(name, e);
    }
  }

  private static String checksum(String text) {
    return Base64.getEncoder().encodeToString(DigestUtils.sha256(text));
  }
}
