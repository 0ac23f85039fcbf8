"""The guide's scales fit the fields they explain."""

from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.guide import IDENTITY_QUESTIONS, SCORE_MEANINGS


def test_every_score_of_a_factor_has_its_meaning() -> None:
    for name, meanings in SCORE_MEANINGS.items():
        field = field_of(Factor, name)
        assert field.low is not None
        assert field.high is not None
        assert list(meanings) == list(range(field.low, field.high + 1))
        assert len(set(meanings.values())) == len(meanings)
    assert set(SCORE_MEANINGS) == {"urgency", "trend", "impact"}


def test_questions_are_questions() -> None:
    assert all(one.startswith("¿") and one.rstrip(".").count("?") == one.count("¿") for one in IDENTITY_QUESTIONS)
