package org.tlssunset.party;

import java.io.Serializable;
import org.tlssunset.logs.ForwardingFields;

/**
 * What a proxy does.
 *
 * @param scope which connections it passes on
 * @param preservesAddress whether servers see its clients' addresses, not its own
 * @param fields those in which it tells of its clients; no others of its requests are believed
 */
public record ProxyTraits(
    ProxyKind kind, Scope scope, boolean preservesAddress, ForwardingFields fields)
    implements Serializable {}
