package org.tlssunset.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes UTF-8 as UTF-16LE; what is written at once must be whole characters. */
final class WideOutput extends OutputStream {

  private final OutputStream out;

  WideOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] utf8, int from, int length) throws IOException {
    String text = new String(utf8, from, length, StandardCharsets.UTF_8);
    out.write(text.getBytes(StandardCharsets.UTF_16LE));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
