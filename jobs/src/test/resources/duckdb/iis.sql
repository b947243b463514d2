-- The client-hours of IIS logs at the grain of tls_observations, counted by DuckDB from the raw files.
-- files: lines_of_requests has the columns that their headers name, null where a header lacks one.
CREATE MACRO schannel_version(code) AS
  CASE lower(code)
    WHEN '10' THEN 'SSL 3.0' WHEN '40' THEN 'TLS 1.0' WHEN '100' THEN 'TLS 1.1'
    WHEN '400' THEN 'TLS 1.2' WHEN '1000' THEN 'TLS 1.3' END;

-- Of a forwarded list: from the right, the first public address; if all are private, the leftmost.
CREATE MACRO is_private(ip) AS
  ip LIKE '10.%' OR ip LIKE '192.168.%' OR ip LIKE '127.%' OR regexp_matches(ip, '^172\.(1[6-9]|2\d|3[01])\.');
CREATE MACRO addresses(list) AS
  list_filter(list_transform(string_split(replace(list, '+', ''), ','), entry -> regexp_extract(entry, '^\d+\.\d+\.\d+\.\d+')),
    entry -> entry <> '');
CREATE MACRO forwarded(list) AS
  coalesce(list_last(list_filter(addresses(list), entry -> NOT is_private(entry))), list_first(addresses(list)));

CREATE TABLE requests AS
SELECT filename, hour, server, "s-ip", "c-ip", forwarded_for, user_name, user_agent,
       coalesce(forwarded(forwarded_for), split_part("c-ip", '%', 1)) AS client_ip,
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
       forwarded(forwarded_for) IS NULL AND split_part("c-ip", '%', 1) = split_part("s-ip", '%', 1) AS is_own,
       CASE WHEN coalesce(forwarded_for, '-') <> '-' OR port = '444' OR site = 'W3SVC2' OR is_own THEN 'proxy'
         ELSE 'client' END AS hop,
       coalesce(split_part(user_name, '\', -1) ILIKE 'HealthMailbox%', false)
         OR regexp_matches(user_agent, '\b(AMProbe|MSEXCHMON|MSExchangeActiveMonitoring)\b|^(KEMP|HAProxy)\b', 'i')
         OR is_own OR lower(stem) LIKE '%/healthcheck.htm'
         OR coalesce(forwarded(forwarded_for), "c-ip") IN ('127.0.0.1', '::1') AS is_probe
FROM (
  SELECT filename, date_trunc('hour', ("date" || ' ' || "time")::TIMESTAMP) AS hour,
         regexp_extract(filename, 'EX\d+') AS server, regexp_extract(filename, 'W3SVC\d+') AS site, "s-ip", "c-ip", "cs-method" AS method,
         "cs-uri-stem" AS stem, "s-port" AS port, "cs-username" AS user_name,
         "cs(User-Agent)" AS user_agent, "X-Forwarded-For" AS forwarded_for,
         "crypt-protocol", "crypt-cipher", "crypt-hash", "crypt-keyexchange"
  FROM lines_of_requests);

SELECT 'iis' AS source, protocol, 'inbound' AS direction, client_ip,
       CASE WHEN outcome = 'negotiated' THEN schannel_version("crypt-protocol") END AS tls_version,
       tls_version AS tls_version_first,
       outcome AS tls_outcome, hop AS tls_hop, is_probe,
       count(DISTINCT (filename, hour, server, "s-ip", "c-ip", forwarded_for, user_name, user_agent,
         coalesce("crypt-protocol", ''), coalesce("crypt-cipher", ''), coalesce("crypt-hash", ''),
         coalesce("crypt-keyexchange", ''))) AS observations,
       count(*) AS requests
FROM requests
GROUP BY ALL;
