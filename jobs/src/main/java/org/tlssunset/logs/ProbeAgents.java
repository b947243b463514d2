package org.tlssunset.logs;

import java.util.List;

/**
 * The words by which user agents tell that they are health checks, and where each comes from. A
 * mark is meant as {@link HealthProbes#isProbeUserAgent} reads it.
 */
final class ProbeAgents {

  static final List<String> MARKS =
      List.of(
          // What the front end of Exchange 2013 and later itself takes for monitoring, wherever it
          // stands in the agent: that of its probes (AMProbe/Local/ClientAccess), of OWA's
          // and ECP's (Mozilla/4.0 (…; MSEXCHMON; ACTIVEMONITORING; OWACTP)) and of ActiveSync's.
          "AMProbe",
          "MSEXCHMON",
          "ACTIVEMONITORING",
          "TestActiveSyncConnectivity",
          // What stands beside MSEXCHMON in these: the probes of OWA, and the web client of
          // Test-OwaConnectivity, Test-EcpConnectivity and their like.
          "OWACTP",
          "OWASELFTEST",
          "OWADEEPTEST",
          "TESTCONN2",
          "MONITORINGWEBCLIENT",
          // Managed availability's probes of web services, in logs of Exchange 2016 and 2019:
          // Ews_AM_Probe/Local (ExchangeServicesClient/15.01.2375.007).
          "Probe/Local",
          // And those of remote PowerShell on the back end, which published rules against attacks
          // on Exchange leave out by that name.
          "Exchange BackEnd Probes",
          // Agents of the health manager and of System Center's management pack for Exchange, in
          // logs of Exchange 2010 to 2019.
          "ActiveMonitor",
          "MSExchangeActiveMonitoring",
          "MSExchangeMonitoring",
          // Load balancers. They write the whole agent, so their names count at its beginning
          // alone: a client's may hold the name of a person or of a program that is called so.
          // BIG-IP Edge Client is one. Progress Kemp LoadMaster, HAProxy, F5 BIG-IP, AWS Elastic
          // Load Balancing, Azure Front Door and
          // Azure Load Balancer.
          "^KEMP",
          "^HAProxy",
          "^F5-Monitor",
          "^BIG-IP$",
          "^ELB-HealthChecker",
          "^Edge Health Probe",
          "^Edge Health Probes",
          "^Load Balancer Agent");

  private ProbeAgents() {}
}
