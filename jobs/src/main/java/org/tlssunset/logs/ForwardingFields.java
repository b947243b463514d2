package org.tlssunset.logs;

import java.io.Serializable;
import java.util.List;

/**
 * Names of the IIS fields in which a proxy says for whom it calls. Of each list all that a log has
 * are read, in this order.
 *
 * @param forwardedFor the client's address, as in X-Forwarded-For
 * @param tlsVersion the TLS version of the client's connection to the proxy
 * @param tlsCipher the cipher of the client's connection to the proxy
 */
public record ForwardingFields(
    List<String> forwardedFor, List<String> tlsVersion, List<String> tlsCipher)
    implements Serializable {}
