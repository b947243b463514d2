package org.tlssunset.synthetic;

import java.util.List;

/** Random choices that are the same on every machine and in every release of Java: SplitMix64. */
public final class Dice {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  public Dice(long seed) {
    state = seed;
  }

  /** Dice of their own for a part of the archive, which other parts do not disturb. */
  public Dice split(long part) {
    return new Dice(mix(state + part * GOLDEN));
  }

  /** 64 random bits. */
  public long bits() {
    state += GOLDEN;
    return mix(state);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** From 0 to below {@code bound}. */
  public int below(int bound) {
    return (int) (((bits() >>> 32) * bound) >>> 32);
  }

  /** From 0 to below 1. */
  public double fraction() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** True with a probability of one in {@code n}. */
  public boolean oneIn(int n) {
    return below(n) == 0;
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return fraction() < probability;
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
