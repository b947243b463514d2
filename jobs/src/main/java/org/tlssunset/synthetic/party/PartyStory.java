package org.tlssunset.synthetic.party;

/** What happens in every archive. */
public enum PartyStory {
  // Clients by themselves.
  DIRECT,
  IN_CLEAR,
  /** To a server that cannot log TLS. */
  TLS_NOT_LOGGED,
  /** Several users, each with programs of their own, on one host. */
  SHARED_MACHINE,
  /** Users behind one address. */
  BEHIND_NAT,
  /** Another company's Exchange server behind the same address. */
  SERVER_BEHIND_NAT,
  /** One host under several IPv6 addresses of its network. */
  PRIVACY_ADDRESSES,
  /** The log hides a part of the address. */
  MASKED,
  /** It looks whether a port is open, or what is there, and uses nothing. */
  SCANNER,
  /** A host that has the address which an own server had a year before. */
  ADDRESS_OF_FORMER_SERVER,
  /** A host that had the address which an own server has a year later. */
  ADDRESS_OF_LATER_SERVER,
  /** A host that has the address of a proxy which is no more. */
  ADDRESS_OF_FORMER_PROXY,
  /** A host that has the address which a proxy is to have. */
  ADDRESS_OF_LATER_PROXY,
  /** Another company's server that we call. */
  PARTNER_CALLED,
  /** A client that calls the back end's port. */
  STRANGER_AT_BACK_END,

  // Strangers who claim what is not true.
  FORGED_LIST,
  FORGED_TLS,
  FORGED_NAME,
  FORGED_HANDOVER,
  FORGED_SERVER_MARKS,

  // Listed proxies.
  HIDDEN_BY_PROXY,
  UNTIL_PROXY_WENT,
  SINCE_PROXY_CAME,
  FORWARDED,
  FORWARDED_BY_OLD_PROXY,
  FORWARDED_WITH_TLS,
  FORWARDED_WITHOUT_TLS,
  FORWARDED_NOTHING,
  FORWARDED_UNREADABLE,
  FORWARDED_IN_TWO_FIELDS,
  FORWARDED_DISAGREEING,
  FORWARDED_IN_FIELD_OF_ITS_OWN,
  FORGED_BEHIND_PROXY,
  FORGED_TLS_BEHIND_PROXY,
  CHAIN,
  CHAIN_WITH_TLS,
  CHAIN_OVER_SERVER,
  PRESERVED_ADDRESS,
  SERVER_THROUGH_PROXY,
  MAIL_GATEWAY,
  /** The same host on a protocol for which it is not listed. */
  MAIL_GATEWAY_BROWSING,
  SMART_HOST,
  LAYER_4_WEB,
  LAYER_4_MAIL,

  // The chain inside.
  FRONT_END,
  FRONT_END_SIGNED_IN,
  FRONT_END_HANDS_ON,
  HUB_TAKES,
  BACK_END,

  // Own servers.
  BETWEEN_SERVERS,
  BETWEEN_SERVERS_UNMARKED,
  SERVER_CALLS_SERVICE,
  SHARED_ADDRESS,
  CONFIGURED_SERVER,
  OWN_NETWORK,
  /** Neither configured, nor is a log of it there. */
  UNKNOWN_SERVER,
  UNKNOWN_SERVER_MARKED,
  LOOPBACK,
  ITSELF,

  // Health checks.
  PROBE_BY_AGENT,
  PROBE_BY_USER,
  PROBE_BY_PATH,
  PROBE_BY_MAIL,
  PROBE_THROUGH_PROXY
}
