"""Office packages (.xlsx, .pptx, .potx) of users, looked at before a library opens them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

import olefile

from geo.errors import PlanningError

OLE: Final = b"\xd0\xcf\x11\xe0"
"""How an Office file begins that is no package: one of an old format, or one with a password."""

DAMAGE: Final = (
    *(BadZipFile, zlib.error, struct.error, SyntaxError),  # XML parsers raise a SyntaxError
    *(AttributeError, EOFError, IndexError, KeyError, OSError, TypeError, ValueError),
    RuntimeError,  # and NotImplementedError, for a compression that Python does not know
)
"""What readers raise for a package that is not what its parts say."""

_MOST_PARTS: Final = 5_000
_MOST_INFLATED: Final = 400_000_000
_HIGHEST_RATIO: Final = 200
_SMALL: Final = 5_000_000
_CHUNK: Final = 1 << 20
_XML: Final = (".xml", ".rels", ".vml")
_DOCTYPE: Final = b"<!DOCTYPE"


class OfficeFileError(PlanningError):
    """A file that is not opened: no package of the kind asked for, or one that could harm."""


@dataclass(frozen=True)
class OfficeKind:
    """What a package must be, and how a message calls it."""

    name: str
    program: str
    suffix: str
    old_suffix: str
    main_types: tuple[bytes, ...]
    """Content types of which one must be there."""


_OPEN_XML: Final = b"application/vnd.openxmlformats-officedocument."
WORKBOOK: Final = OfficeKind(
    *("文件", "Excel", ".xlsx", ".xls"),
    (_OPEN_XML + b"spreadsheetml.sheet.main+xml", _OPEN_XML + b"spreadsheetml.template.main+xml"),
)
SLIDES: Final = OfficeKind(
    *("模板", "PowerPoint", ".pptx", ".ppt"),
    (
        _OPEN_XML + b"presentationml.presentation.main+xml",
        _OPEN_XML + b"presentationml.template.main+xml",
    ),
)


def require_harmless(content: bytes, kind: OfficeKind) -> None:
    """Raise an `OfficeFileError` unless a file is a whole package of this kind that does no harm.

    Refused are passwords, macros, parts that inflate to too much, and document types (Office Open
    XML forbids them, and entities need one). Every part is inflated and counted here: what a
    package says of its sizes may be a lie.
    """
    if content.startswith(OLE):
        raise OfficeFileError(_why_not_opened(content, kind))
    try:
        with ZipFile(BytesIO(content)) as package:
            if any(part.flag_bits & 1 for part in package.infolist()):
                raise OfficeFileError(f"{kind.name}有密码：请在 {kind.program} 中取消密码后重试")
            _require_small(package, kind)
            _require_kind(package, kind)
    except OfficeFileError:
        raise
    except DAMAGE as problem:
        raise damaged(kind) from problem


def damaged(kind: OfficeKind) -> OfficeFileError:
    """Return what is said of a file that cannot be read."""
    return OfficeFileError(
        f"{kind.name}不能读取，不是完整的 {kind.suffix}：请在 {kind.program} 中打开，另存后重试"
    )


def _why_not_opened(content: bytes, kind: OfficeKind) -> str:
    try:
        with olefile.OleFileIO(BytesIO(content)) as compound:
            is_encrypted = compound.exists("EncryptedPackage")
    except DAMAGE:
        is_encrypted = False
    if is_encrypted:
        return f"{kind.name}有密码：请在 {kind.program} 中取消密码（文件—信息），另存后重试"
    return f"{kind.name}是旧格式 {kind.old_suffix}：请在 {kind.program} 中另存为 {kind.suffix}"


def _require_small(package: ZipFile, kind: OfficeKind) -> None:
    too_large = OfficeFileError(
        f"{kind.name}压缩得异常，解开后太大，未打开：请把内容复制到新的 {kind.suffix} 文件"
    )
    if len(package.infolist()) > _MOST_PARTS:
        raise too_large
    inflated = 0
    for part in package.infolist():
        is_xml = part.filename.lower().endswith(_XML)
        most = max(_SMALL, _HIGHEST_RATIO * part.compress_size) if is_xml else _MOST_INFLATED
        before, carried = inflated, b""
        for chunk in _inflated(package, part):
            inflated += len(chunk)
            if inflated > _MOST_INFLATED or inflated - before > most:
                raise too_large
            if is_xml:
                text = carried + chunk.replace(b"\0", b"")  # UTF-16 too
                if _DOCTYPE in text:
                    raise OfficeFileError(f"{kind.name}含有实体定义（DTD），未打开：请另存后重试")
                carried = text[-len(_DOCTYPE) :]


def _inflated(package: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    part.file_size = _MOST_INFLATED + _CHUNK  # else no more than it claims would be looked at
    with package.open(part) as source:
        while chunk := source.read(_CHUNK):
            yield chunk


def _require_kind(package: ZipFile, kind: OfficeKind) -> None:
    names = package.namelist()
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names):
        raise OfficeFileError(f"{kind.name}带宏：请另存为不带宏的 {kind.suffix}")
    if not any(main in types for main in kind.main_types):
        raise OfficeFileError(f"{kind.name}不是 {kind.suffix}：请选择 {kind.program} 存成的文件")
