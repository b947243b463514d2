-- The rollup: who uses which protocol with which TLS version, and when an old one was used last.
WITH uses AS (
  SELECT *,
         coalesce(client_ip, concat_ws(' ', nullif(peer_ip, '-'), coalesce(client_name, user_name))) AS client,
         if(tls_hop = 'client', tls_outcome, 'not-logged') AS outcome,
         if(tls_hop = 'client', tls_version, NULL) AS version
  FROM observations
  WHERE NOT is_probe AND tls_hop = 'client' AND NOT server_port <=> 444)
SELECT direction, protocol, client, max(client_ip) AS client_ip,
       max_by(client_name, ended_at) AS client_name,
       slice(sort_array(collect_set(user_name)), 1, 5) AS user_names,
       slice(sort_array(collect_set(user_agent)), 1, 5) AS user_agents,
       slice(sort_array(collect_set(server)), 1, 5) AS servers,
       min(started_at) AS first_seen, max(ended_at) AS last_seen,
       count(*) AS observations, sum(requests) AS requests,
       sum(if(version = 'SSL 2.0', requests, 0)) AS requests_ssl2,
       sum(if(version = 'SSL 3.0', requests, 0)) AS requests_ssl3,
       sum(if(version = 'TLS 1.0', requests, 0)) AS requests_tls10,
       sum(if(version = 'TLS 1.1', requests, 0)) AS requests_tls11,
       sum(if(version = 'TLS 1.2', requests, 0)) AS requests_tls12,
       sum(if(version = 'TLS 1.3', requests, 0)) AS requests_tls13,
       sum(if(outcome = 'cleartext', requests, 0)) AS requests_cleartext,
       sum(if(outcome = 'failed', requests, 0)) AS requests_failed,
       sum(if(outcome = 'not-logged', requests, 0)) AS requests_not_logged,
       sum(if(outcome = 'none', requests, 0)) AS requests_none,
       max(ended_at) FILTER (WHERE version IN ('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1')) AS legacy_last_seen,
       max_by(source_file, ended_at) FILTER (WHERE version IN ('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1'))
         AS legacy_proof_file
FROM uses
GROUP BY direction, protocol, client
