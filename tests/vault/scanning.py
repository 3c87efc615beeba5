"""Searching memory and files as bytes."""

from pathlib import Path


def readable(pid):
    """The readable pieces of a process's memory, as start and end."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, *rest = line.split()
        if "r" not in rights or rest[-1:] in (["[vvar]"], ["[vsyscall]"], ["[vvar_vclock]"]):
            continue
        start, end = (int(each, 16) for each in span.split("-"))
        yield start, end


def in_memory(pid, needles, *, piece=1 << 20):
    """Which needles are in a process's memory, and how many bytes were looked at.

    Raises PermissionError where the system keeps the memory private.
    """
    found, looked = set(), 0
    overlap = max(map(len, needles))
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in readable(pid):
            place, kept = start, b""
            while place < end:
                try:
                    memory.seek(place)
                    read = memory.read(min(piece, end - place))
                except OSError:
                    break
                if not read:
                    break
                whole = kept + read
                found.update(each for each in needles if each not in found and each in whole)
                kept = whole[-overlap:]
                place += len(read)
                looked += len(read)
    return found, looked


def in_files(folders, needles):
    """Which needles are in which files below some folders."""
    found = {}
    count = 0
    for folder in folders:
        for path in Path(folder).rglob("*"):
            if not path.is_file() or path.is_symlink():
                continue
            count += 1
            content = path.read_bytes()
            hits = {each for each in needles if each in content}
            if hits:
                found[path.name] = hits
    return found, count
