package org.tlssunset.archive;

import java.nio.file.Path;
import java.util.Map;

/** The stores, both over the local disk, so that they can be held to one contract. */
enum StoreKind {
  LOCAL(new LocalStore(), ""),
  LOCAL_BY_SCHEME(new LocalStore(), "file://"),
  HADOOP(new HadoopStore(Map.of()), "file:");

  private final Store store;
  private final String scheme;

  StoreKind(Store store, String scheme) {
    this.store = store;
    this.scheme = scheme;
  }

  Store store() {
    return store;
  }

  /** How a user would write a local path for this store. */
  String path(Path folder, String below) {
    return scheme + folder + below;
  }

  /** A listed path without the store's scheme. */
  static String plain(ArchiveFile file) {
    return file.path().startsWith("file:") ? file.path().substring(5) : file.path();
  }
}
