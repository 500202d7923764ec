#!/usr/bin/env python3
"""Which functions of the crate have a path to a panic: who_panics.py OBJECT

The relocations of an object file with a section a function say which function comes to which other, through tables and pointers, too. From
the panic handler they are followed back; a line for each function of nlwire at which that ends, with the way from it to the panic."""
import collections
import re
import subprocess
import sys

SECTION = re.compile(r"^\.(text|rodata|data)(\.unlikely|\.rel\.ro|\.cst\d+)?\.+")
users, user = collections.defaultdict(set), ""
for line in subprocess.run(["readelf", "-rW", sys.argv[1]], capture_output=True, text=True, check=True).stdout.splitlines():
    if head := re.match(r"Relocation section '\.rela?(\S+)'", line):
        user = SECTION.sub("", head[1])
    elif (fields := line.split()) and re.match("R_", fields[2] if len(fields) > 4 else ""):
        users[SECTION.sub("", fields[4])].add(user)

ways, seen = collections.deque([["there_is_a_path_to_a_panic"]]), set()
while ways:
    way = ways.popleft()
    for each in sorted(users[way[0]] - seen):
        seen.add(each)
        if "nlwire" in each and not re.search("core.*nlwire", each):
            print(subprocess.run(["c++filt"], input=" -> ".join([each, *way]), capture_output=True, text=True, check=True).stdout.strip())
        else:
            ways.append([each, *way])
