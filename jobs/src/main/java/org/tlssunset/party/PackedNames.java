package org.tlssunset.party;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.HashMap;
import java.util.Map;

/** {@link HostNames} on their way to another process. */
final class PackedNames implements Externalizable {

  private static final long serialVersionUID = 1;

  private Map<String, NameTimes> addresses;
  private Map<String, NameTimes> networks;

  /** For what was written: {@link #readExternal} follows. */
  public PackedNames() {
    this(Map.of(), Map.of());
  }

  PackedNames(Map<String, NameTimes> addresses, Map<String, NameTimes> networks) {
    this.addresses = addresses;
    this.networks = networks;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    write(addresses, out);
    write(networks, out);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    addresses = read(in);
    networks = read(in);
  }

  private Object readResolve() {
    return new HostNames(addresses, networks);
  }

  private static void write(Map<String, NameTimes> all, ObjectOutput out) throws IOException {
    out.writeInt(all.size());
    for (Map.Entry<String, NameTimes> each : all.entrySet()) {
      out.writeUTF(each.getKey());
      each.getValue().write(out);
    }
  }

  private static Map<String, NameTimes> read(ObjectInput in) throws IOException {
    int size = in.readInt();
    Map<String, NameTimes> all = new HashMap<>(size * 4 / 3 + 1);
    for (int i = 0; i < size; i++) {
      String address = in.readUTF();
      all.put(address, NameTimes.read(in));
    }
    return all;
  }
}
