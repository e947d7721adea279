from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypedDict, Union

__version__: str
STAGES: list[str]

_Stages = Union[str, Iterable[str], None]
_Script = Literal["auto", "simplified", "traditional", "keep"]
_Width = Literal["auto", "keep"]
_Form = Literal["nfc", "nfkc", "none"]

class Odd(TypedDict):
    line: int
    encoding: str

class _Decoding(TypedDict):
    encoding: str
    how: Literal["forced", "mark", "valid", "declared", "judged"]
    malformed: int
    nulls: int
    binary: bool

class Decoding(_Decoding, total=False):
    runner_up: list[Any]
    other: list[Odd]

Lines = TypedDict("Lines", {"in": int, "out": int})

class Report(TypedDict):
    schema: int
    decoding: Decoding
    lines: Lines
    applied: dict[str, int]
    held: dict[str, int]
    findings: list[dict[str, Any]]

class Repair(TypedDict):
    line: str
    damage: str
    certainty: Literal["doubtful", "likely", "certain"]
    applied: bool
    before: str
    after: Union[str, None]
    evidence: Any
    why: str

class Cleaned:
    """A cleaned page."""

    @property
    def text(self) -> str:
        """The text."""
    @property
    def changed(self) -> bool:
        """Whether the text differs from what was given."""
    @property
    def report(self) -> Report:
        """What was done, in the shape of the command line's ``--report``; made anew each time it is asked for."""
    @property
    def repairs(self) -> list[Repair]:
        """Every repair with its reason, applied ones first; ``after`` is ``None`` for a dropped line."""
    def to_json(self) -> str:
        """The report and its repairs as one line of JSON."""

def clean(
    data: Union[bytes, str],
    *,
    encoding: Union[str, None] = None,
    declared: Union[str, None] = None,
    only: _Stages = None,
    skip: _Stages = None,
    script: _Script = "auto",
    width: _Width = "auto",
    normalize: _Form = "nfc",
    strict: bool = False,
) -> Cleaned: ...
def clean_many(
    pages: Iterable[Union[bytes, str]],
    *,
    threads: Union[int, None] = None,
    encoding: Union[str, None] = None,
    declared: Union[str, None] = None,
    only: _Stages = None,
    skip: _Stages = None,
    script: _Script = "auto",
    width: _Width = "auto",
    normalize: _Form = "nfc",
    strict: bool = False,
) -> Iterator[Cleaned]: ...
def detect(
    data: bytes, *, encoding: Union[str, None] = None, declared: Union[str, None] = None
) -> Decoding: ...
