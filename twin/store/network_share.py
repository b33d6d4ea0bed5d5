"""Whether a folder lies on a network share, where SQLite's locks cannot be relied on."""

import ctypes
import os
import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
# Folders that a virtual machine shares with its host (9p, virtiofs, vboxsf) are not among them:
# one machine uses them, and they fail with an error where they lack what SQLite needs.
_SHARES = frozenset(
    {
        "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs", "fuse.davfs2", "fuse.gcsfuse",
        "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.onedriver", "fuse.rclone", "fuse.s3fs",
        "fuse.smbnetfs", "fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs3",
        "nfs4", "ocfs2", "orangefs", "smb2", "smb3", "smbfs",
    }
)  # fmt: skip
_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW


def is_network_share(folder: Path) -> bool:
    """True where `folder`, or the nearest folder above it that exists, is not on a local disk."""
    place = _existing(folder.absolute())
    if sys.platform == "win32":
        return _is_remote_drive(place)
    return _is_share_on_linux(place, _mounts()) if _MOUNTS.is_file() else False


def _existing(folder: Path) -> Path:
    return next((p for p in (folder, *folder.parents) if p.exists()), folder)


def _is_remote_drive(place: Path) -> bool:
    drive = place.resolve().drive
    if drive.startswith("\\\\"):
        return True
    return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE)  # type: ignore[attr-defined]


def _mounts() -> str:
    return _MOUNTS.read_text(encoding="utf-8", errors="replace")


def _is_share_on_linux(place: Path, mounts: str) -> bool:
    """Type of the file system by the number of its device, the last mounted if several."""
    number = place.stat().st_dev
    device = f"{os.major(number)}:{os.minor(number)}"
    kind = ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) > 4 and fields[2] == device and fields[4] != "/":
            kind = after.split()[0]
    return kind in _SHARES
