"""A file is written whole or not at all; each failure is provoked for real and explained once."""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import signal
import socket
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files import WritingError, require_free, write_all, write_whole

AS_ROOT = os.geteuid() == 0
NOBODY = 65534


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def message_in_child(prepare: Callable[[], object], path: Path, content: bytes) -> str:
    """Write in a process of its own, changed by `prepare`, and return what it was told."""
    with multiprocessing.get_context("fork").Pool(1, prepare) as pool:
        return pool.apply(_message, (path, content))


def _message(path: Path, content: bytes) -> str:
    try:
        write_whole(path, content)
    except WritingError as problem:
        return str(problem)
    return ""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KB; needs the right to mount one."""
    disk = tmp_path / "u-disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    yield disk
    subprocess.run(["umount", disk], check=True)


@given(content=st.binary())
def test_what_is_written_is_what_was_given(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("out")
    write_whole(folder / "图.pdf", content)
    assert (folder / "图.pdf").read_bytes() == content
    assert names(folder) == ["图.pdf"]


def test_an_existing_file_is_not_overwritten_unless_told_to(tmp_path: Path) -> None:
    sheet = tmp_path / "图.pdf"
    sheet.write_bytes(b"old")
    with pytest.raises(WritingError, match=r"图\.pdf 已存在，没有改动它"):
        write_whole(sheet, b"new")
    assert sheet.read_bytes() == b"old"
    write_whole(sheet, b"new", force=True)
    assert sheet.read_bytes() == b"new"
    assert names(tmp_path) == ["图.pdf"]


def test_a_name_taken_while_the_file_is_being_written_is_respected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "图.pdf"
    link = os.link

    def somebody_is_faster(source: Path, target: Path) -> None:
        sheet.write_bytes(b"theirs")
        link(source, target)

    monkeypatch.setattr(os, "link", somebody_is_faster)
    with pytest.raises(WritingError, match="已存在"):
        write_whole(sheet, b"ours")
    assert sheet.read_bytes() == b"theirs"
    assert names(tmp_path) == ["图.pdf"]


def test_of_many_writers_at_once_one_wins_and_its_file_is_whole(tmp_path: Path) -> None:
    sheet = tmp_path / "图.pdf"
    told: list[str] = []
    ready = threading.Barrier(8)

    def write(number: int) -> None:
        ready.wait()
        told.append(_message(sheet, bytes([number]) * 200_000))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(map(bool, told)) == [False] + [True] * 7
    assert len(set(sheet.read_bytes())) == 1
    assert names(tmp_path) == ["图.pdf"]


@pytest.mark.parametrize("taken", [False, True], ids=["free", "taken"])
def test_a_disk_without_hard_links_is_written_to_under_the_same_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    def no_links(_source: Path, target: Path) -> None:
        if taken:
            target.write_bytes(b"theirs")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert _message(tmp_path / "图.pdf", b"ours").startswith("图.pdf 已存在") == taken
    assert (tmp_path / "图.pdf").read_bytes() == (b"theirs" if taken else b"ours")
    assert names(tmp_path) == ["图.pdf"]


def test_a_full_disk_is_named_and_no_half_file_stays(small_disk: Path) -> None:
    write_whole(small_disk / "旧图.pdf", b"1" * 1000)
    with pytest.raises(WritingError, match=r"磁盘空间不足，图\.pdf 没有写入"):
        write_whole(small_disk / "图.pdf", b"2" * 100_000)
    with pytest.raises(WritingError, match="磁盘空间不足"):
        write_whole(small_disk / "旧图.pdf", b"2" * 100_000, force=True)
    assert names(small_disk) == ["旧图.pdf"]
    assert (small_disk / "旧图.pdf").read_bytes() == b"1" * 1000


def test_a_sheet_whose_data_do_not_fit_on_the_disk_is_not_written_either(small_disk: Path) -> None:
    with pytest.raises(WritingError, match=r"数据\.xlsx 没有写入"):
        write_all({small_disk / "图.png": b"1" * 40_000, small_disk / "数据.xlsx": b"2" * 40_000})
    assert names(small_disk) == []


def test_a_file_larger_than_the_system_allows_leaves_nothing(tmp_path: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    told = message_in_child(limit, tmp_path / "图.pdf", b"1" * 10_000)
    assert told == "图.pdf 超过系统允许的文件大小，没有写入：请减少内容"
    assert names(tmp_path) == []


def test_a_folder_that_may_not_be_written_to_is_named(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("archive") / "档案"
    folder.mkdir(mode=0o555)
    for above in folder.parents:  # what pytest makes is its owner's alone
        if above.owner() == folder.owner() and above.is_relative_to(
            tmp_path_factory.getbasetemp().parent
        ):
            above.chmod(0o755)

    def become_nobody() -> None:
        if AS_ROOT:
            os.setuid(NOBODY)

    told = message_in_child(become_nobody, folder / "图.pdf", b"1")
    assert told == "没有写入文件夹“档案”的权限，图.pdf 没有写入：请换一个文件夹"
    assert names(folder) == []


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs Linux's /proc")
def test_a_folder_of_the_system_that_takes_no_files_is_not_said_to_be_missing() -> None:
    with pytest.raises(WritingError, match="没有写入文件夹“proc”的权限，图"):
        write_whole(Path("/proc/图.pdf"), b"1")
    with pytest.raises(WritingError, match="没有写入文件夹“proc”的权限"):
        require_free(Path("/proc/图.pdf"))


def test_a_place_is_tried_and_nothing_is_left_there(tmp_path: Path) -> None:
    require_free(tmp_path / "图.pdf")
    assert names(tmp_path) == []


def test_the_folder_one_is_in_is_named_when_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "档案").mkdir()
    monkeypatch.chdir(tmp_path / "档案")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(WritingError, match="没有写入文件夹“档案”的权限"):
        write_whole(Path("图.pdf"), b"1")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("没有/图.pdf", "没有文件夹“没有”"),
        ("有/图.pdf", "有”"),
        (".", "是文件夹：请写明文件名"),
        ("图" * 100 + ".pdf", r"文件名太长（104 个字）"),
        ("图\0.pdf", "含有不能用的字符"),
        ("图\udcff\ud800.pdf", "含有不能用的字符"),
    ],
    ids=["no folder", "a file for a folder", "folder", "long name", "zero byte", "no text"],
)
@pytest.mark.parametrize("force", [False, True])
def test_each_place_that_cannot_be_written_to_is_explained(
    tmp_path: Path, place: str, message: str, force: bool
) -> None:
    (tmp_path / "有").write_bytes(b"a file")
    with pytest.raises(WritingError, match=message):
        write_whole(tmp_path / place, b"1", force=force)
    assert names(tmp_path) == ["有"]


def test_several_files_are_written_together(tmp_path: Path) -> None:
    write_all({tmp_path / "图.png": b"1", tmp_path / "数据.xlsx": b"2"})
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == {
        "图.png": b"1",
        "数据.xlsx": b"2",
    }


def test_when_the_last_of_several_cannot_be_put_in_place_the_others_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("图.png", "数据.xlsx"):
        (tmp_path / name).write_bytes(b"old")
    replace = Path.replace

    def refuse_the_data(self: Path, target: Path) -> Path:
        if target.suffix == ".xlsx":  # open in Excel on Windows
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_the_data)
    with pytest.raises(WritingError, match=r"数据\.xlsx 没有写入"):
        write_all(
            {tmp_path / name: b"new" for name in ("新图.png", "图.png", "数据.xlsx")}, force=True
        )
    assert names(tmp_path) == ["图.png", "数据.xlsx"]
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"old"}


def test_two_contents_for_one_file_are_refused(tmp_path: Path) -> None:
    twice = {tmp_path / "a.pdf": b"1", tmp_path / "x" / ".." / "a.pdf": b"2"}
    (tmp_path / "x").mkdir()
    with pytest.raises(WritingError, match=r"两份内容都要写到 a\.pdf"):
        write_all(twice, force=True)
    assert names(tmp_path) == ["x"]


def test_a_file_behind_a_link_is_overwritten_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "图.pdf").symlink_to("real.pdf")
    write_whole(tmp_path / "图.pdf", b"new", force=True)
    assert (tmp_path / "图.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


def make_device(path: Path) -> None:
    """Make a copy of /dev/full, or a link to it where that is not allowed."""
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, Path("/dev/full").stat().st_rdev)
    except PermissionError:
        path.symlink_to("/dev/full")


def make_link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def make_link_to_a_folder(path: Path) -> None:
    path.with_name("folder").mkdir()
    path.symlink_to("folder")


def make_circle(path: Path) -> None:
    path.symlink_to("other")
    path.with_name("other").symlink_to(path.name)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "make", [make_pipe, make_socket, make_device, make_link_to_a_pipe, make_link_to_a_folder]
)
def test_what_is_no_regular_file_is_refused_and_stays(
    tmp_path: Path, make: Callable[[Path], None], force: bool
) -> None:
    make(tmp_path / "图.pdf")
    before = {path.name: path.lstat() for path in tmp_path.iterdir()}
    is_folder = (tmp_path / "图.pdf").is_dir()
    message = (
        r"图\.pdf 是文件夹：请" if is_folder else r"图\.pdf 不是普通文件（设备、管道等）.*：请"
    )
    with pytest.raises(WritingError, match=message):
        require_free(tmp_path / "图.pdf", force=force)
    with pytest.raises(WritingError, match=message):
        write_all({tmp_path / "数据.xlsx": b"1", tmp_path / "图.pdf": b"1"}, force=force)
    after = {path.name: path.lstat() for path in tmp_path.iterdir()}
    assert {name: (kept.st_ino, kept.st_mode) for name, kept in after.items()} == {
        name: (kept.st_ino, kept.st_mode) for name, kept in before.items()
    }


def test_the_device_itself_is_refused_by_the_same_rule() -> None:
    with pytest.raises(WritingError, match="full 不是普通文件"):
        require_free(Path("/dev/full"), force=True)


def test_links_that_lead_in_a_circle_are_left_alone(tmp_path: Path) -> None:
    make_circle(tmp_path / "图.pdf")
    with pytest.raises(WritingError, match="不是普通文件"):
        write_whole(tmp_path / "图.pdf", b"1", force=True)
    with pytest.raises(WritingError, match="已存在"):
        require_free(tmp_path / "图.pdf")
    assert all(path.is_symlink() for path in tmp_path.iterdir())


def test_a_link_to_nothing_is_taken_unless_told_to_write_behind_it(tmp_path: Path) -> None:
    (tmp_path / "图.pdf").symlink_to("new.pdf")
    with pytest.raises(WritingError, match="已存在"):
        require_free(tmp_path / "图.pdf")
    write_whole(tmp_path / "图.pdf", b"1", force=True)
    assert (tmp_path / "图.pdf").is_symlink()
    assert (tmp_path / "new.pdf").read_bytes() == b"1"


def test_a_new_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    write_whole(tmp_path / "图.pdf", b"1")
    (tmp_path / "other").write_bytes(b"1")
    assert (tmp_path / "图.pdf").stat().st_mode == (tmp_path / "other").stat().st_mode
    (tmp_path / "图.pdf").chmod(0o640)
    write_whole(tmp_path / "图.pdf", b"2", force=True)
    assert (tmp_path / "图.pdf").stat().st_mode & 0o777 == 0o640
