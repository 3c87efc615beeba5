"""Volumes that can be cut from their power, or that are full after a few pages.

The cut is the file system's own shutdown, without a flush of its log: what was written
and not flushed is gone, what was flushed is there. It needs root and a loop device.
"""

import ctypes
import fcntl
import os
import shutil
import struct
import subprocess
import time
from pathlib import Path

# _IOR('X', 125, __u32) of linux/ext4: EXT4_IOC_SHUTDOWN, and its flag "no log flush".
_SHUTDOWN = 0x8004587D
_NO_LOG_FLUSH = struct.pack("I", 2)
_PATIENCE = 20


def why_not():
    """Why no power can be cut here; empty where it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "cutting the power of a volume needs root"
    if not Path("/dev/loop-control").exists():
        return "cutting the power of a volume needs a loop device"
    missing = [tool for tool in ("mkfs.ext4", "mount", "umount") if not shutil.which(tool)]
    return f"cutting the power of a volume needs {missing[0]}" if missing else ""


def run(*words):
    """Run a tool of the system; raises CalledProcessError."""
    return subprocess.run(  # noqa: S603 - our own words
        words, check=True, capture_output=True, timeout=_PATIENCE
    )


class Volume:
    """A mounted file system of our own, taken down again whatever happened."""

    def __init__(self, folder, name):
        self.top = folder / name
        self.top.mkdir()

    def mount(self):
        raise NotImplementedError

    def unmount(self):
        """Take the volume down; a process that has just died may still hold it a moment."""
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                run("umount", str(self.top))
            except subprocess.CalledProcessError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.01)
            else:
                return

    def __enter__(self):
        self.mount()
        return self

    def __exit__(self, *_trouble):
        if os.path.ismount(self.top):
            try:
                self.unmount()
            except (subprocess.SubprocessError, OSError):
                run("umount", "-l", str(self.top))


class Disk(Volume):
    """An ext4 file system in a file, whose power can be cut."""

    def __init__(self, folder, name="disk", *, megabytes=96):
        super().__init__(folder, name)
        self._image = folder / f"{name}.img"
        with self._image.open("wb") as image:
            image.truncate(megabytes * 1024 * 1024)
        run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0", str(self._image))

    def mount(self):
        run("mount", "-o", "loop", str(self._image), str(self.top))

    def __exit__(self, *trouble):
        super().__exit__(*trouble)
        self._image.unlink(missing_ok=True)

    def remount(self, how):
        """Change the volume to `ro` or `rw` while it is in use."""
        run("mount", "-o", f"remount,{how}", str(self.top))

    def cut(self):
        """Lose everything that is not flushed; nothing is written from now on."""
        handle = os.open(self.top, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, _NO_LOG_FLUSH)
        finally:
            os.close(handle)

    def power_up(self):
        """Mount again after a cut."""
        self.unmount()
        self.mount()


class SmallDisk(Volume):
    """A tmpfs of a few megabytes that fills up."""

    def __init__(self, folder, name="small", *, megabytes):
        super().__init__(folder, name)
        self._megabytes = megabytes

    def mount(self):
        run("mount", "-t", "tmpfs", "-o", f"size={self._megabytes}m", "jukung-small", str(self.top))

    def grow(self, megabytes):
        """Make room while the volume is in use."""
        run("mount", "-o", f"remount,size={megabytes}m", str(self.top))


def flush_everything():
    """Bring what the test prepared to the disk, so that a cut takes only the writer's work."""
    ctypes.CDLL(None).sync()
