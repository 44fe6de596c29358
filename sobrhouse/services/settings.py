"""Changing a house's settings."""

import json
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.house_place import read_place, written
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.settings import BY_KEY, checked
from sobrhouse.storage.tables import HouseSetting
from sobrhouse.storage.work import Work


def change_setting(work: Work, house_id: int, key: str, value: Any) -> Any:
    """Set one declared setting; gives the value before, so that the change can be undone with
    it.
    """
    work.require(Permission.MANAGE_HOUSE, house_id)
    setting = BY_KEY[key]
    text = json.dumps(checked(setting, _tidied(key, value)), ensure_ascii=False)
    row = (
        work.session.execute(
            select(HouseSetting).where(HouseSetting.house_id == house_id, HouseSetting.key == key)
        )
        .scalars()
        .first()
    )
    if row is None:
        before = setting.default
        row = work.add(HouseSetting(house_id=house_id, key=key, value_json=text))
    else:
        before = json.loads(work.watch(row).value_json)
        row.value_json = text
    work.record("setting.changed", row)
    return before


def _tidied(key: str, value: Any) -> Any:
    """A pasted place as two plain numbers: what is pasted may be a long link."""
    if key != "house_place" or not isinstance(value, str):
        return value
    try:
        place = read_place(value)
    except Problem as problem:
        raise Problem(problem.sentence, field=key) from problem
    return written(place) if place else ""
