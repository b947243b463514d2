package org.tlssunset.synthetic;

/**
 * A request that a program makes.
 *
 * @param protocol in the tables' words
 * @param query what comes before the request's own id
 */
public record HttpCall(String method, String stem, String query, String protocol) {}
