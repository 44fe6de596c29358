"""BARC-10: recovery capital as residents see it themselves, in ten answers from 1 to 6.

Vilsaint CL, Kelly JF, Bergman BG, Groshkova T, Best D, White W. Development and validation of a
Brief Assessment of Recovery Capital (BARC-10) for alcohol and drug use disorder. Drug and Alcohol
Dependence 2017; 177: 71-76. Free to use without permission; the English words are those of the
article (PhenX Toolkit 590502). It has no bands: only 47 is told, and with care (measures.md 5.1).
"""

from collections.abc import Sequence

from sobrhouse.problems import Problem
from sobrhouse.words import N_, _, n_

CITATION = (
    "Vilsaint, Kelly, Bergman, Groshkova, Best & White (2017), Drug and Alcohol Dependence 177: "
    "71–76"
)
ITEMS = (
    N_("There are more important things to me in life than using substances."),
    N_("In general I am happy with my life."),
    N_("I have enough energy to complete the tasks I set myself."),
    N_("I am proud of the community I live in and feel part of it."),
    N_("I get lots of support from friends."),
    N_("I regard my life as challenging and fulfilling without the need for using drugs or "
       "alcohol."),
    N_("My living space has helped to drive my recovery journey."),
    N_("I take full responsibility for my actions."),
    N_("I am happy dealing with a range of professional people."),
    N_("I am making good progress on my recovery journey."),
)  # fmt: skip
ENDS = (N_("Strongly disagree"), N_("Strongly agree"))  # of 1 and of 6; between them no words
LEAST, MOST = 1, 6
LOWEST, HIGHEST = LEAST * len(ITEMS), MOST * len(ITEMS)
MARK = 47  # at or above it, a higher chance of long-term remission (Vilsaint et al. 2017)
HOUSE_ITEMS = (4, 5, 7)  # what tells of the house and of peers, charted apart
FEWEST = 5  # a house's mean is told of so many people or more (features.md N29)


def checked(answers: Sequence[int | None]) -> tuple[int, ...]:
    """Ten answers from 1 to 6. A Problem where one is missing or no such answer exists: a form half
    filled has no total.
    """
    left = [n for n in range(1, len(ITEMS) + 1) if _answer(answers, n) is None]
    if left or len(answers) != len(ITEMS):
        said = n_(
            "{n} question has no answer yet. Nothing was kept. Answer all ten, or leave it.",
            "{n} questions have no answer yet. Nothing was kept. Answer all ten, or leave it.",
            len(left),
        )
        raise Problem(said.format(n=len(left)), field=f"q{left[0] if left else len(ITEMS)}")
    for number, answer in enumerate(answers, start=1):
        if isinstance(answer, bool) or not LEAST <= int(answer or 0) <= MOST:
            raise Problem(
                _("Question {n}: an answer is a number from 1 to 6. Nothing was kept.").format(
                    n=number), field=f"q{number}")  # fmt: skip
    return tuple(int(answer or 0) for answer in answers)


def _answer(answers: Sequence[int | None], number: int) -> int | None:
    return answers[number - 1] if number <= len(answers) else None


def total(answers: Sequence[int | None]) -> int:
    """The sum, 10 to 60; higher is more recovery capital. A Problem as `checked` raises."""
    return sum(checked(answers))


def house_part(answers: Sequence[int | None]) -> int:
    """The sum of what tells of house and peers (items 4, 5 and 7), 3 to 18."""
    all_of = checked(answers)
    return sum(all_of[n - 1] for n in HOUSE_ITEMS)


def mean_of(totals: Sequence[float]) -> float | None:
    """The mean, or None where it would tell of fewer than five people."""
    return sum(totals) / len(totals) if len(totals) >= FEWEST else None
