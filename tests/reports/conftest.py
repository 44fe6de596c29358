"""The planted house and every paper of it, made once for all that look at them."""

from collections.abc import Iterator

import pytest

from tests.conftest import Clock, Template
from tests.reports.every_paper import Made, every_paper_of
from tests.reports.planted import Planted, plant


@pytest.fixture(scope="session")
def there(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """The house with its secrets. Who changes it asks for `planted` too: its papers come first."""
    store = template.copied(tmp_path_factory.mktemp("planted"), Clock())
    yield plant(store)
    store.close()


@pytest.fixture(scope="session")
def planted(there: Planted) -> Made:
    """Every paper of the house as it was planted."""
    return every_paper_of(there)
