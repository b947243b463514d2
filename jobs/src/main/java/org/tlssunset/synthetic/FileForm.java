package org.tlssunset.synthetic;

/**
 * How a log's text becomes a file.
 *
 * @param hasHeader whether it begins with the lines that name its columns
 * @param hasMark whether it begins with a byte order mark
 * @param isWide whether it is written in UTF-16LE, not in UTF-8
 * @param lineEnd CR and LF, or LF alone
 * @param packing how it is packed
 * @param suffix what its name ends with, which may be a lie
 */
record FileForm(
    boolean hasHeader,
    boolean hasMark,
    boolean isWide,
    String lineEnd,
    Packing packing,
    String suffix) {

  /** As a server writes it. */
  static final FileForm PLAIN = packed(Packing.NONE);

  /** As a script that tidies up leaves it. */
  static final FileForm GZIPPED = packed(Packing.GZIP);

  private static FileForm packed(Packing packing) {
    return new FileForm(true, false, false, "\r\n", packing, packing.suffix());
  }

  /**
   * Any that occurs.
   *
   * @param mayLackHeader whether the format can be read without one
   */
  static FileForm any(Dice dice, boolean mayLackHeader) {
    Packing[] packings = Packing.values();
    Packing packing = dice.oneIn(2) ? Packing.NONE : packings[dice.below(packings.length)];
    boolean isMisnamed = packing != Packing.ZIP && dice.oneIn(6);
    // A zip archive's entries bear their own names.
    String suffix =
        packing == Packing.ZIP
            ? ""
            : isMisnamed ? packings[dice.below(packings.length)].suffix() : packing.suffix();
    return new FileForm(
        !(mayLackHeader && dice.oneIn(4)),
        dice.oneIn(6),
        dice.oneIn(8),
        dice.oneIn(3) ? "\n" : "\r\n",
        packing,
        suffix);
  }
}
