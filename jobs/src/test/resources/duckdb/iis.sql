-- The client-hours of IIS logs at the grain of tls_observations, counted by DuckDB from the raw files.
-- files: lines_of_requests has the columns that their headers name, null where a header lacks one.
CREATE MACRO schannel_version(code) AS
  CASE lower(code)
    WHEN '10' THEN 'SSL 3.0' WHEN '40' THEN 'TLS 1.0' WHEN '100' THEN 'TLS 1.1'
    WHEN '400' THEN 'TLS 1.2' WHEN '1000' THEN 'TLS 1.3' END;

CREATE TABLE requests AS
SELECT filename, hour, server, "s-ip", port, "c-ip", forwarded_for, user_name, user_agent,
       split_part("c-ip", '%', 1) AS client_ip,
       "crypt-protocol", "crypt-cipher", "crypt-hash", "crypt-keyexchange",
       CASE
         WHEN method IN ('RPC_IN_DATA', 'RPC_OUT_DATA') THEN 'outlook-anywhere'
         ELSE CASE lower(split_part(ltrim(stem, '/'), '/', 1))
           WHEN 'mapi' THEN 'mapi-http' WHEN 'rpc' THEN 'outlook-anywhere' WHEN 'ews' THEN 'ews'
           WHEN 'microsoft-server-activesync' THEN 'activesync' WHEN 'api' THEN 'rest'
           WHEN 'owa' THEN 'owa' WHEN 'ecp' THEN 'ecp' WHEN 'oab' THEN 'oab'
           WHEN 'autodiscover' THEN 'autodiscover' WHEN 'powershell' THEN 'powershell'
           ELSE 'other-http' END
       END AS protocol,
       CASE
         WHEN "crypt-protocol" IS NULL THEN 'not-logged'
         WHEN "crypt-protocol" <> '-' THEN 'negotiated'
         WHEN port = '80' THEN 'cleartext'
         ELSE 'not-logged' END AS outcome,
       coalesce(split_part(user_name, '\', -1) ILIKE 'HealthMailbox%', false)
         OR regexp_matches(user_agent, '\b(AMProbe|MSEXCHMON|MSExchangeActiveMonitoring)\b|^(KEMP|HAProxy)\b', 'i')
         OR lower(stem) LIKE '%/healthcheck.htm' AS is_probe
FROM (
  SELECT filename, date_trunc('hour', ("date" || ' ' || "time")::TIMESTAMP) AS hour,
         regexp_extract(filename, 'EX\d+') AS server, "s-ip", "c-ip", "cs-method" AS method,
         "cs-uri-stem" AS stem, "s-port" AS port, "cs-username" AS user_name,
         "cs(User-Agent)" AS user_agent, "X-Forwarded-For" AS forwarded_for,
         "crypt-protocol", "crypt-cipher", "crypt-hash", "crypt-keyexchange"
  FROM lines_of_requests);

SELECT 'iis' AS source, protocol, 'inbound' AS direction, client_ip,
       CASE WHEN outcome = 'negotiated' THEN schannel_version("crypt-protocol") END AS tls_version,
       tls_version AS tls_version_first,
       outcome AS tls_outcome, 'client' AS tls_hop, is_probe,
       count(DISTINCT (filename, hour, server, "s-ip", port, "c-ip", forwarded_for, user_name, user_agent,
         coalesce("crypt-protocol", ''), coalesce("crypt-cipher", ''), coalesce("crypt-hash", ''),
         coalesce("crypt-keyexchange", ''))) AS observations,
       count(*) AS requests
FROM requests
GROUP BY ALL;
