"""Whether what was installed is whole: run by the Python of a fresh environment, away from the sources.

Starts `python -m bot try --serve`, fetches the page and all that it names, and tells the bot to stop.
"""

import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections import deque

SECONDS = 60


def main() -> int:
    command = [sys.executable, "-m", "bot", "try", "--serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout
        try:
            files = fetched(address_in(served.stdout))
        finally:
            served.send_signal(signal.SIGTERM)
        served.stdout.read()
    print(f"{len(files)} files served, ended with {served.returncode}")
    return served.returncode if len(files) > 3 else 1


def address_in(lines: object) -> str:
    """The page's address, from what is printed."""
    until = time.monotonic() + SECONDS
    for line in lines:  # type: ignore[attr-defined]
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            return found[0]
        if time.monotonic() > until:
            break
    raise SystemExit("no address was printed")


def fetched(address: str) -> set[str]:
    """The page and the files that it and its modules name; raises `HTTPError` for one that isn't there."""
    seen: set[str] = set()
    left = deque(["/"])
    while left:
        path = left.popleft()
        if path in seen:
            continue
        seen.add(path)
        with urllib.request.urlopen(address + path, timeout=10) as answer:
            text = answer.read().decode()
        left += re.findall(r'(?:src|href)="(/page/[^"]+)"', text)
        left += ["/page/" + name for name in re.findall(r'from "\./([^"]+)"', text)]
    return seen


if __name__ == "__main__":
    sys.exit(main())
