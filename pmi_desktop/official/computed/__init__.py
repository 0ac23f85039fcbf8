"""The values that forms print and no record holds, by path."""

from collections.abc import Mapping

from pmi_desktop.official.computed import diagnosis, followup, people, planning
from pmi_desktop.official.values import Computed

COMPUTED: Mapping[str, Computed] = {**people.VALUES, **diagnosis.VALUES, **planning.VALUES, **followup.VALUES}
