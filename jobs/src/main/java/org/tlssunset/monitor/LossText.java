package org.tlssunset.monitor;

import java.io.PrintWriter;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.ingest.Losses;

/** Prints logs that could not be read for people: by what is wrong, each with some names. */
record LossText(PrintWriter out, String indent) {

  void print(Losses losses) {
    for (Losses.Loss loss : losses.unread()) {
      out.println("%s%,d × %s".formatted(indent, loss.logs(), HarmlessText.of(loss.reason())));
      loss.first().forEach(name -> out.println(indent + "    " + HarmlessText.of(name)));
      if (loss.logs() > loss.first().size()) {
        out.println("%s    … and %,d more".formatted(indent, loss.logs() - loss.first().size()));
      }
    }
  }
}
