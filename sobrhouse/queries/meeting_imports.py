"""What a feed would change in a house's directory; and the feeds that were brought in."""

from sqlalchemy.orm import Session

from sobrhouse.domain.meeting_feeds import Feed, FeedPlan, plan_feed
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.imports import BatchRow, batches_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.lookups.known_groups import known_groups


@needs(Permission.IMPORT)
def meeting_plan(session: Session, house_id: int, feed: Feed) -> FeedPlan:
    """What bringing the feed in would do now, meeting by meeting; nothing is written."""
    return plan_feed(feed, known_groups(session, house_id, feed.source))


@needs(Permission.IMPORT)
def meeting_batches(session: Session, house_id: int) -> tuple[BatchRow, ...]:
    """The feeds brought into this house, newest first."""
    return batches_of(session, house_id, "meetings")
