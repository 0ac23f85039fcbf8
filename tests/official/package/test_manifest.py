"""The manifest has one spelling, and its code follows from it."""

import hashlib
import json
from typing import Any

import pytest

from pmi_desktop.official.package.manifest import BadManifest, Entry, OtherManifest, decode, encode, sealed
from tests.official.package.sample_package import frame

FILES = {name: Entry(3, "00" * 32) for name in ("plan.json", "LEEME.txt", "Constancia de entrega.pdf")}


def _tree(**changes: object) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(encode(sealed(frame(files=FILES)))) | changes
    return tree


def _written(tree: dict[str, Any]) -> bytes:
    """Canonical, with the code that belongs to it: what somebody who knows the rules could write."""
    rest = {name: value for name, value in tree.items() if name != "code"}
    rest["files"] = {name: value for name, value in tree["files"].items() if name != "Constancia de entrega.pdf"}
    return _spelled(tree | {"code": hashlib.sha256(_spelled(rest)).hexdigest()})


def _spelled(tree: dict[str, Any]) -> bytes:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_it_is_canonical_json_whose_code_anybody_can_compute() -> None:
    data = encode(sealed(frame(files=FILES, school="I. E. «Ñandú»")))
    assert data == _written(json.loads(data))
    assert decode(data) == sealed(frame(files=FILES, school="I. E. «Ñandú»"))


def test_the_receipt_does_not_count_for_the_code_and_all_else_does() -> None:
    whole = sealed(frame(files=FILES))
    receipt = sealed(frame(files=FILES | {"Constancia de entrega.pdf": Entry(9, "11" * 32)}))
    other = sealed(frame(files=FILES | {"plan.json": Entry(9, "11" * 32)}))
    assert whole.code == receipt.code
    assert len({whole.code, other.code, sealed(frame(files=FILES, draft=True)).code}) == 3
    assert whole.short_code == f"{whole.code[:4]} {whole.code[4:8]}".upper()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"code":"","files":[' + b"[]," * 200_000 + b"[]]}",
        b"\xff",
        b"[" * 100_000,
        json.dumps(_tree()).encode(),  # spaces
        json.dumps(_tree(), separators=(",", ":")).encode(),  # letters as \uXXXX
        _spelled(_tree()).replace(b'{"code"', b'{"code":"","code"'),  # a key twice
        _spelled(_tree()) + b"\n",
        _spelled(_tree(draft=True)),  # another content under the old code
        _spelled(_tree(code="")),
        _written(_tree(draft="no")),
        _written(_tree(files={})),
        _written(_tree(files=_tree()["files"] | {"../fuera.txt": {"size": 1, "sha256": ""}})),
        _written(_tree(files=_tree()["files"] | {"manifest.json": {"size": 1, "sha256": ""}})),
        _written(_tree(files=_tree()["files"] | {"PLAN.json": {"size": 1, "sha256": ""}})),
        _written(_tree(files=_tree()["files"] | {"x.bin": {"size": -1, "sha256": ""}})),
        _written(_tree(files=_tree()["files"] | {"x.bin": {"size": 2**40, "sha256": ""}})),
        _written(_tree(files=_tree()["files"] | {f"{n}.bin": {"size": 1, "sha256": ""} for n in range(5000)})),
        _written(_tree(folder="..")),
        _written(_tree(folder="a/b")),
        _written(_tree(made_on="1900-01-01")),
        _written(_tree(made_on="hoy")),
    ],
)
def test_a_damaged_or_hostile_manifest_is_refused(data: bytes) -> None:
    with pytest.raises(BadManifest):
        decode(data)


def test_fields_of_later_versions_do_not_disturb() -> None:
    assert decode(_written(_tree(color="azul"))).plan == "p1"


@pytest.mark.parametrize(
    ("data", "newer"),
    [
        (b'{"name":"otra cosa"}', False),
        (b"[]", False),
        (_written(_tree(format="otro")), False),
        (_written(_tree(format_version=2)), True),
    ],
)
def test_other_manifests_are_told_apart_from_damaged_ones(data: bytes, newer: bool) -> None:
    with pytest.raises(OtherManifest) as caught:
        decode(data)
    assert caught.value.newer is newer
