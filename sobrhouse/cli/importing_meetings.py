"""`import meetings FILE`: a feed of recovery meetings into one house's directory."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import Opened, opened
from sobrhouse.cli.which_house import ThisHouse, find_house
from sobrhouse.domain.meeting_feeds import Feed, FeedPlan
from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES
from sobrhouse.exchange.meeting_feeds import read_feed_file, with_fellowship
from sobrhouse.queries.meeting_imports import meeting_plan
from sobrhouse.services.meeting_imports import MeetingsImported, import_meetings
from sobrhouse.words import _, n_


def add_meeting_arguments(parser: ArgumentParser) -> None:
    """What is asked of a feed of meetings alone."""
    feeds = parser.add_argument_group(_("for meetings"))
    feeds.add_argument("--formats", type=Path, metavar="FILE", help=_(
        "BMLT's list of formats, where the feed comes without it"))
    feeds.add_argument("--fellowship", choices=list(FELLOWSHIP_NAMES), help=_(
        "whose meetings they are, where the feed does not say (AA; BMLT and NAWS: NA)"))
    feeds.add_argument("--off-board", action="store_true", help=_(
        "keep new meetings off the week board and the kiosk"))
    feeds.add_argument("--take-off", action="store_true", help=_(
        "take meetings off the list that the feed does not name any more"))


def bring_in_meetings(args: Namespace) -> int:
    """Read the feed, and unless it is only a trial, bring it in."""
    feed = read_feed_file(args.file, args.formats)
    if args.fellowship:
        feed = with_fellowship(feed, args.fellowship)
    with opened(args) as house:
        where = find_house(house, args.house)
        plan = house.store.read(house.actor, meeting_plan, where.house_id, feed)
        _say_doubts(feed)
        if args.dry_run:
            _show(plan)
            return 0
        _say_done(_bring_in(house, where, args, plan), where)
        if plan.vanished and not args.take_off:
            print(_vanished(plan), _("Give --take-off to take them off the list."))
    return 0


def _bring_in(house: Opened, where: ThisHouse, args: Namespace, plan: FeedPlan) -> MeetingsImported:
    hidden = {meeting.key for meeting in plan.new} if args.off_board else set()
    off = [group.group_id for group in plan.vanished] if args.take_off else []
    return house.store.write(
        house.actor, import_meetings, where.house_id, plan.feed, args.file.name,
        hidden=hidden, take_off=off)


def _say_doubts(feed: Feed) -> None:
    for left in feed.left_out:
        print(_("Not brought in: {where}. {why}").format(where=left.where, why=left.why))
    for noticed in feed.noticed:
        print(f"{noticed.where}: {noticed.why}")
    if feed.unnamed_formats:
        print(_("The feed uses codes that it does not explain: {codes}. Give its list of formats"
                " with --formats.").format(codes=", ".join(feed.unnamed_formats)))


def _show(plan: FeedPlan) -> None:
    """What would be done."""
    for meeting in plan.new:
        print(_("new"), meeting.key, meeting.facts.name, sep=" · ")
    for change in plan.changed:
        print(_("changed"), change.meeting.key, change.meeting.facts.name,
              ", ".join(change.values), sep=" · ")
    for group in plan.vanished:
        print(_("not in the feed any more"), group.key, group.facts.name, sep=" · ")
    print(_counts(len(plan.new), len(plan.changed), len(plan.same)), _("Nothing was changed."))
    if plan.kept:
        print(_kept(plan.kept))


def _say_done(done: MeetingsImported, where: ThisHouse) -> None:
    if done.batch_id is None:
        print(_("Everything in this file is in the directory of {house} already. Nothing was"
                " changed.").format(house=where.name))
        return
    print(f"{where.name}: {_counts(done.new, done.changed, done.same)}")
    for number, words in ((done.kept, _kept), (done.off, _off), (done.taken_off, _taken_off)):
        if number:
            print(words(number))


def _counts(new: int, changed: int, same: int) -> str:
    return " ".join((
        n_("{n} new meeting,", "{n} new meetings,", new).format(n=f"{new:,}"),
        n_("{n} changed,", "{n} changed,", changed).format(n=f"{changed:,}"),
        n_("{n} as before.", "{n} as before.", same).format(n=f"{same:,}")))


def _kept(n: int) -> str:
    return n_("In {n} meeting the house's own words stay.",
              "In {n} meetings the house's own words stay.", n).format(n=f"{n:,}")


def _off(n: int) -> str:
    return n_("{n} meeting stays off the list, as the house took it off.",
              "{n} meetings stay off the list, as the house took them off.", n).format(n=f"{n:,}")


def _taken_off(n: int) -> str:
    return n_("{n} meeting was taken off the list.", "{n} meetings were taken off the list.",
              n).format(n=f"{n:,}")


def _vanished(plan: FeedPlan) -> str:
    n = len(plan.vanished)
    return n_("{n} meeting is not in the feed any more.", "{n} meetings are not in the feed any"
              " more.", n).format(n=f"{n:,}")
