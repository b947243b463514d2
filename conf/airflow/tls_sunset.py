"""The night, by Airflow 3: for the folder of DAGs.

To install, on the worker that runs it: a built clone in /opt/tls-sunset; the folder
/var/lib/tls-sunset, mode 2750, of the worker's user and the group tls-sunset, in which analysts
are (groupadd tls-sunset; usermod -aG tls-sunset ana); the archive mounted read-only at /archive
and readable for the worker's user (docs/operator.md, Install). The environment of the tasks lets the
group read what they write. Then copy this file.

Secrets come from the worker's environment (AWS_SECRET_ACCESS_KEY and the like), or from a file
for --config that its owner alone can read: nothing of them stands here.

Whom a failed task tells: FAILED below. The task all_was_read fails after a night that could not
read some files or lines, or that misses a server's logs; mend it, or acknowledge it by ignore,
rejected-share-allowed and retired-servers in --config.
For figures: --metrics FILE.prom among NIGHTLY, and the alerts in conf/prometheus.
"""

import shlex
from datetime import datetime, timedelta, timezone

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

NIGHTLY = [
    "/opt/tls-sunset/jobs/tls-sunset",
    "nightly",
    "--archive",
    "/archive",
    "--warehouse",
    "/var/lib/tls-sunset/tables",
    # A worker that died elsewhere holds the tables for five minutes more.
    "--wait",
    "10m",
]

# Upkeep, weekly; docs/operator.md says why.
MAINTAIN = [
    "/opt/tls-sunset/jobs/tls-sunset",
    "maintain",
    "--warehouse",
    "/var/lib/tls-sunset/tables",
    "--wait",
    "10m",
]

# 3: done, but not all could be read, or a server's logs no longer come. The task's log names them; the tables are
# whole without them, and another try would come to the same. The last line goes to XCom.
DONE_OR_PARTLY = "umask 027; %s; code=$?; echo $code; [ $code -eq 0 ] || [ $code -eq 3 ]"

# For example [SmtpNotifier(to="exchange-admins@example.com")] of the provider smtp.
FAILED = []


def dag(name, description, schedule):
    return DAG(
        dag_id=name,
        description=description,
        schedule=schedule,
        start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
        catchup=False,  # a night reads all that is new, however many were missed
        max_active_runs=1,
    )


def task(command):
    return BashOperator(
        task_id=command[1],
        bash_command=DONE_OR_PARTLY % shlex.join(command),
        env={"TLS_SUNSET_JAVA_OPTIONS": "-Xmx2g"},
        append_env=True,
        # Killed at any moment and run again, the tables are those of one quiet run.
        retries=2,
        retry_delay=timedelta(minutes=10),
        execution_timeout=timedelta(hours=12),
        on_failure_callback=FAILED,
    )


with dag("tls_sunset", "Who still needs TLS 1.0 and 1.1", "30 2 * * *"):
    task(NIGHTLY) >> BashOperator(
        task_id="all_was_read",
        bash_command="exit {{ ti.xcom_pull(task_ids='nightly') }}",
        retries=0,
        on_failure_callback=FAILED,
    )

with dag("tls_sunset_maintain", "Upkeep of the tables of tls_sunset", "30 12 * * 0"):
    task(MAINTAIN)
