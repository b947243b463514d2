"""Types into the shell at a terminal, and checks what is seen: python3 shell.py LAUNCHER WAREHOUSE HISTORY-FOLDER."""

import os
import pty
import re
import select
import struct
import sys
import fcntl
import termios
import time

launcher, warehouse, history = sys.argv[1:]
PATIENCE = 90

child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM='xterm', XDG_STATE_HOME=history, PAGER='cat')
    os.execv(launcher, [launcher, 'sql', '--warehouse', warehouse])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 160, 0, 0))

seen = ''


def until(pattern):
    """Waits until this is seen behind what was waited for before."""
    global seen
    end = time.time() + PATIENCE
    while not re.search(pattern, seen, re.S):
        if time.time() > end:
            sys.exit('not seen: %s\nbut: %s' % (pattern, seen))
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 65536).decode('utf-8', 'replace')
    seen = seen[re.search(pattern, seen, re.S).end():]


def types(text):
    os.write(terminal, text.encode())


until('help for what is there.*sql> ')
types('SELECT client FROM legacy_cl\t')
until('legacy_clients')
types(';\r')
until(r'198\.51\.100\.1.*1 row, .*sql> ')

# Ctrl-C ends a query, and the shell goes on.
types('SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.id + b.id = -1;\r')
until('querying')
types('\x03')
until('cancelled after .*sql> ')

# Ctrl-C drops what is typed.
types('SELECT nobody wants')
until('wants')
types('\x03')
until('sql> ')
types("SELECT 'still ' || 'here';\r")
until('still here.*sql> ')

# The arrow brings the last query back.
types('\x1bOA')
until('still')
types('\r')
until('still here.*sql> ')

types('\x04')  # Ctrl-D
_, status = os.waitpid(child, 0)
if os.waitstatus_to_exitcode(status) != 0:
    sys.exit('ended with %d: %s' % (os.waitstatus_to_exitcode(status), seen))
print('well')
