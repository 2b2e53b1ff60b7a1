"""Writing files: each one whole or not at all, and never over another unless told to."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from geo.errors import PlanningError

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_REFUSED: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_HARD_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
"""How a file system without hard links (FAT, some network shares) answers `os.link`."""


class WritingError(PlanningError):
    """A file cannot be written. Nothing of it is left in the folder; what stood there stands."""


def write_whole(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write one file whole or not at all; over an existing one only with `force`.

    Raises `WritingError`; for what is no regular file (a folder, a device, a pipe, a socket, or a
    link to one) with `force` too. Of two writers at once without `force` one is refused.
    """
    write_all({path: content}, force=force)


def write_all(contents: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write several files (a sheet and its data): all of them, or none.

    Everything is on the disk under passing names before the first file gets its own: a full disk
    is found while nothing has changed. If a later file cannot be put in place (somebody has
    written one meanwhile), the earlier ones are taken back. Raises `WritingError`.
    """
    with ExitStack() as cleaning:
        ready: dict[Path, Path] = {}
        for path, content in contents.items():
            with _explained(path):
                target = _target(path, force=force)
                if target in ready:
                    raise WritingError(f"两份内容都要写到 {path.name}：请用不同的文件名")
                ready[target] = _passing_file(target, cleaning)
                _fill(ready[target], content, like=target)
        with ExitStack() as undoing:
            for target, passing in ready.items():
                with _explained(target):
                    undo: Callable[[], object] = partial(_remove, target)
                    if force and len(ready) > 1 and target.exists():
                        old = _passing_file(target, cleaning)
                        shutil.copy2(target, old)
                        undo = partial(old.replace, target)
                    _put_in_place(passing, target, force=force)
                    undoing.callback(undo)
            undoing.pop_all()  # all are in place: nothing is taken back


def require_free(path: Path, *, force: bool = False) -> None:
    """Raise a `WritingError` if a file cannot be written here, before the work of making it.

    It is tried with an empty file: what a folder says of itself is not what a disk allows.
    """
    with _explained(path), ExitStack() as cleaning:
        target = _target(path, force=force)
        _passing_file(target, cleaning).touch(exist_ok=False)


def _target(path: Path, *, force: bool) -> Path:
    """Return where the file is to stand: behind a symbolic link if that is to be overwritten."""
    if path.is_dir():
        raise WritingError(f"{path.name or path} 是文件夹：请写明文件名")
    target = Path(os.path.realpath(path)) if force else path.absolute()
    if (path.exists() and not path.is_file()) or (force and target.is_symlink()):  # or in a circle
        raise WritingError(f"{path.name} 不是普通文件（设备、管道等），没有写入：请换一个文件名")
    if os.path.lexists(path) and not force:
        raise _exists(path)
    return target


def _exists(path: Path) -> WritingError:
    return WritingError(f"{path.name} 已存在，没有改动它：请换一个文件名，或指明覆盖")


def _passing_file(target: Path, cleaning: ExitStack) -> Path:
    """Return a name beside the target, of which nothing is left when `cleaning` closes."""
    passing = target.with_name(f".{secrets.token_hex(8)}.part")
    cleaning.callback(_remove, passing)
    return passing


def _remove(path: Path) -> None:
    with suppress(OSError):  # it is not there, or the disk is gone: what is said is why
        path.unlink()


def _fill(passing: Path, content: bytes, *, like: Path) -> None:
    with passing.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if like.exists():
        shutil.copymode(like, passing)


def _put_in_place(passing: Path, target: Path, *, force: bool) -> None:
    """Give the finished file its name; without `force` only if nobody else has it by now."""
    if force:
        passing.replace(target)
        return
    try:
        os.link(passing, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        target.open("xb").close()  # the name is ours, or this raises
        try:
            passing.replace(target)
        except OSError:
            target.unlink()
            raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the operating system says into one sentence that says what to do."""
    try:
        yield
    except WritingError:
        raise
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise _refusal(path, error) from error
    except ValueError as error:  # a zero byte, or what is no text at all
        raise WritingError(f"文件名 {path.name!a} 含有不能用的字符：请改名") from error


def _refusal(path: Path, error: OSError) -> WritingError:
    folder = path.absolute().parent.name or path.absolute().parent
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and not path.resolve().parent.is_dir():
        return WritingError(f"没有文件夹“{folder}”，{path.name} 没有写入：请先建立文件夹")
    if error.errno in _FULL:
        return WritingError(f"磁盘空间不足，{path.name} 没有写入：请清理磁盘，或写到别处")
    if error.errno in (*_REFUSED, errno.ENOENT):  # a folder of the system takes no new names
        return WritingError(f"没有写入文件夹“{folder}”的权限，{path.name} 没有写入：请换一个文件夹")
    if error.errno == errno.ENAMETOOLONG:
        return WritingError(f"文件名太长（{len(path.name)} 个字）：请缩短，以中文计最多约 80 个字")
    if error.errno == errno.EFBIG:
        return WritingError(f"{path.name} 超过系统允许的文件大小，没有写入：请减少内容")
    return WritingError(f"{path.name} 没有写入（{error.strerror}）：请检查磁盘和文件名")
