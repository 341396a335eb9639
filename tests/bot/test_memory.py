"""What is freed serves whoever allocates next, whichever thread it was in."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

ARENAS = """
import ctypes, os, threading
from bot.memory import in_one_arena
assert in_one_arena()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.open_memstream.restype = ctypes.c_void_p, ctypes.c_void_p
threads = [threading.Thread(target=lambda: libc.malloc(100_000)) for _ in range(4)]
for each in threads: each.start()
for each in threads: each.join()
text, size = ctypes.c_char_p(), ctypes.c_size_t()
stream = ctypes.c_void_p(libc.open_memstream(ctypes.byref(text), ctypes.byref(size)))
libc.malloc_info(0, stream)
libc.fclose(stream)
print(text.value.count(b"<heap "))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has arenas to limit")
def test_threads_allocate_from_one_arena() -> None:
    told = subprocess.run([sys.executable, "-c", ARENAS], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "1"
