"""What is told from a text's bytes is true of the text."""

import json
import sys

from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.domain.bounds import decoded_size, has_longer_run, has_more_values, narrowed


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12), st.integers(1, 12))
def test_a_run_is_found_exactly_when_there_is_one(gaps: list[int], limit: int) -> None:
    text = b'"'.join(b"a" * gap for gap in gaps)
    assert has_longer_run(text, limit) == (max(gaps) > limit)


@given(st.text(min_size=1))
def test_a_decoded_text_takes_what_was_foretold(text: str) -> None:
    head = sys.getsizeof(text) - decoded_size(text.encode("utf-8", "surrogatepass"))
    assert 0 <= head <= 100


@given(st.lists(st.text(alphabet="abñ–😀", max_size=9), min_size=1))
def test_the_texts_inside_take_no_more_than_was_foretold(texts: list[str]) -> None:
    foretold = decoded_size(json.dumps(texts, ensure_ascii=False).encode(), 9)
    assert sum(sys.getsizeof(one) - sys.getsizeof("") for one in texts if one) <= foretold + 100 * len(texts)


def test_values_are_counted_and_prose_is_not() -> None:
    text = b'{"a": [1, 2], "b": {"c" : null,\n"d": -1}, "e": "uno, dos: tres"}'
    values = 5 + 5 + 2
    assert not has_more_values(text, values)
    assert has_more_values(text, values - 1)
    assert not has_more_values(b'"' + b"uno, dos, tres " * 99 + b'"', 0)


@given(st.text(), st.text(alphabet="ab–ñ😀漢", max_size=6))
def test_a_narrowed_text_means_the_same(text: str, more: str) -> None:
    plain = json.dumps([text, more, "a" * 200], ensure_ascii=False).encode()
    found = narrowed(plain)
    assert json.loads(found) == json.loads(plain)
    assert sys.getsizeof(found.decode()) <= sys.getsizeof(plain.decode())


def test_what_is_no_letter_is_left_for_the_decoder() -> None:
    damaged = '["–'.encode() + b"\xe2\x80" + b"a" * 99 + b'"]'
    assert b"\xe2\x80a" in narrowed(damaged)
