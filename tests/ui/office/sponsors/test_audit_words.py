"""Whatever is written down about support, milestones and BARC-10 is called by words in the log."""

import re

from tests.source import ROOT
from ui.office.settings.audit_words import action_words

SERVICES = (
    "supporters", "mentor_checks", "sponsorships", "introductions", "sponsor_contacts",
    "support_choices", "steps", "helping", "network_people", "assessments", "milestones",
    "own_words", "kiosk_words",
)  # fmt: skip
ACTION = re.compile(r'"([a-z_]+\.[a-z_]+)"')


def test_every_action_has_words():
    found = {
        action
        for name in SERVICES
        for action in ACTION.findall((ROOT / f"sobrhouse/services/{name}.py").read_text("utf-8"))
    }
    assert len(found) > len(SERVICES)
    assert not [action for action in found if action_words(action) == action]
