-- IIS logs at the grain of tls_observations, as written on the first day: decode every line, then group.
-- requests: the lines, as spark.read.csv gives them, with source_file.
WITH decoded AS (
  SELECT source_file, `date`, substr(`time`, 1, 2) AS hour, `s-ip`, `c-ip`, `s-port`, `cs-username`, `cs(User-Agent)`,
         `sc-status`, `crypt-protocol`, `crypt-cipher`, `crypt-hash`, `crypt-keyexchange`,
         to_timestamp(concat(`date`, ' ', `time`)) AS at,
         CASE
           WHEN `cs-method` IN ('RPC_IN_DATA', 'RPC_OUT_DATA') THEN 'outlook-anywhere'
           ELSE CASE lower(split(ltrim('/', `cs-uri-stem`), '/')[0])
             WHEN 'mapi' THEN 'mapi-http' WHEN 'rpc' THEN 'outlook-anywhere' WHEN 'ews' THEN 'ews'
             WHEN 'microsoft-server-activesync' THEN 'activesync' WHEN 'api' THEN 'rest'
             WHEN 'owa' THEN 'owa' WHEN 'ecp' THEN 'ecp' WHEN 'oab' THEN 'oab'
             WHEN 'autodiscover' THEN 'autodiscover' WHEN 'powershell' THEN 'powershell'
             ELSE 'other-http' END
         END AS protocol,
         coalesce(`crypt-protocol`, '-') <> '-' AS is_negotiated,
         CASE lower(`crypt-protocol`)
           WHEN '4' THEN 'SSL 2.0' WHEN '10' THEN 'SSL 3.0' WHEN '40' THEN 'TLS 1.0' WHEN '100' THEN 'TLS 1.1'
           WHEN '400' THEN 'TLS 1.2' WHEN '1000' THEN 'TLS 1.3' END AS version,
         lower(`cs-uri-stem`) LIKE '%/healthcheck.htm' AS is_probe_path,
         regexp_extract(source_file, 'W3SVC\\d+', 0) AS site,
         -- A list of forwarded addresses as proxies append them, the nearest last.
         array_join(
           transform(
             split(replace(nullif(`X-Forwarded-For`, '-'), '+', ''), ','),
             entry -> coalesce(nullif(regexp_extract(entry, '^\\d+[.]\\d+[.]\\d+[.]\\d+', 0), ''), 'unknown')),
           ', ') AS forwarded_for
  FROM requests)
SELECT to_date(`date`) AS observed_on, min(at) AS started_at, max(at) AS ended_at,
       'iis' AS source, split(`s-ip`, '%')[0] AS server, 'inbound' AS direction, protocol,
       split(`c-ip`, '%')[0] AS client_ip, 'log' AS client_ip_from,
       `c-ip` AS peer_ip, CAST(NULL AS INT) AS peer_port, CAST(NULL AS STRING) AS client_name,
       replace(nullif(`cs-username`, '-'), '+', ' ') AS user_name,
       replace(nullif(`cs(User-Agent)`, '-'), '+', ' ') AS user_agent,
       site AS endpoint,
       CASE WHEN is_negotiated THEN 'negotiated'
            WHEN `crypt-protocol` = '-' AND `s-port` = '80' THEN 'cleartext'
            ELSE 'not-logged' END AS tls_outcome,
       'client' AS tls_hop, split(`s-ip`, '%')[0] AS server_ip, CAST(`s-port` AS INT) AS server_port, forwarded_for,
       version AS tls_version,
       nullif(`crypt-cipher`, '-') AS cipher, CAST(NULL AS INT) AS cipher_bits,
       nullif(`crypt-hash`, '-') AS mac, CAST(NULL AS INT) AS mac_bits,
       nullif(`crypt-keyexchange`, '-') AS key_exchange, CAST(NULL AS INT) AS key_exchange_bits,
       CAST(NULL AS STRING) AS failure, count(*) AS requests,
       count_if(`cs-username` <> '-' AND left(`sc-status`, 1) IN ('2', '3')) AS used,
       coalesce(try_element_at(split(`cs-username`, '\\\\'), -1) ILIKE 'HealthMailbox%', false)
         OR `cs(User-Agent)` RLIKE '(?i)\\b(AMProbe|MSEXCHMON|MSExchangeActiveMonitoring)\\b|^(KEMP|HAProxy)\\b'
         OR is_probe_path AS is_probe,
       CAST(NULL AS STRING) AS session_id, source_file
FROM decoded
GROUP BY source_file, site, `date`, hour, `s-ip`, `c-ip`, `s-port`, `cs-username`, `cs(User-Agent)`, forwarded_for,
         protocol, is_negotiated, version, `crypt-protocol`, `crypt-cipher`, `crypt-hash`,
         `crypt-keyexchange`, is_probe_path
