package org.tlssunset.party.tables;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.AddressBook;
import org.tlssunset.party.Belief;
import org.tlssunset.party.KnownAddress;

/** What is made of the known addresses, and what was found of rows so far. It is bounded. */
final class PartyMemory {

  /** So many addresses, names and sentences are remembered at most; then they are found anew. */
  private static final int MOST = 1 << 16;

  private final AddressBook book;
  private final Belief belief;
  private final Map<UTF8String, Boolean> nobodys = new ConcurrentHashMap<>();
  private final Map<String, UTF8String> texts = new ConcurrentHashMap<>();
  private final Map<UTF8String, Map<Integer, UTF8String>> servers = new ConcurrentHashMap<>();

  PartyMemory(List<KnownAddress> known) {
    book = new AddressBook(known);
    belief = new Belief(book);
  }

  Belief belief() {
    return belief;
  }

  /** See {@link AddressBook#isNobodys}. */
  boolean isNobodys(UTF8String address) {
    Boolean is = nobodys.get(address);
    return is != null ? is : kept(nobodys, address.copy(), book.isNobodys(address.toString()));
  }

  /** A text in Spark's form; null if there is none. */
  @Nullable UTF8String text(@Nullable String text) {
    if (text == null) {
      return null;
    }
    UTF8String bytes = texts.get(text);
    return bytes != null ? bytes : kept(texts, text, UTF8String.fromString(text));
  }

  /**
   * The one name of a server, see {@link AddressBook#serverName}: where it is an address, it may be
   * another's on another day.
   */
  @Nullable UTF8String server(@Nullable UTF8String logged, int day) {
    if (logged == null) {
      return null;
    }
    Map<Integer, UTF8String> byDay = servers.get(logged);
    if (byDay == null) {
      byDay = kept(servers, logged.copy(), new ConcurrentHashMap<>(4));
    }
    UTF8String name = byDay.get(day);
    if (name == null) {
      String found = book.serverName(logged.toString(), day);
      name = found == null ? logged.copy() : UTF8String.fromString(found);
      byDay.put(day, name);
    }
    return name;
  }

  private static <K, V> V kept(Map<K, V> known, K key, V value) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(key, value);
    return value;
  }
}
