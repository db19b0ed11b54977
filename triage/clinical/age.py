"""An age as it is known: exact, rounded down to a unit, or only "adult" or "child"."""

from dataclasses import dataclass

OLDEST_YEARS = 120
ADULT_YEARS = 12
"""IITT's adult chart begins at 12 completed years. Source: IITT chart headings."""
YOUNG_INFANT_DAYS = 59
""""Under 2 months" is day 59 or less; month 2 begins with day 60. Project policy (age edges)."""

MONTHS = 12
_LONGEST_GAP_DAYS, _SHORTEST_GAP_DAYS = 3, 2
"""How far calendar months stray from a twelfth of 365 days, counted from any day of birth."""


def _first_day_of_month(months: int) -> int:
    """Return the earliest day of life on which *months* can be completed."""
    if months == 2:  # noqa: PLR2004  the published limit, see YOUNG_INFANT_DAYS
        return YOUNG_INFANT_DAYS + 1
    return max(0, months * 365 // MONTHS - _SHORTEST_GAP_DAYS)


def _last_day_before_month(months: int) -> int:
    """Return the latest day of life on which *months* are not yet completed."""
    if months == 2:  # noqa: PLR2004  the published limit, see YOUNG_INFANT_DAYS
        return YOUNG_INFANT_DAYS
    return months * 366 // MONTHS + _LONGEST_GAP_DAYS - 1


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the greatest that a number can be, both included."""

    low: int
    high: int

    def meets(self, other: "Span") -> bool:
        """Return whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def within(self, other: "Span") -> "Span":
        """Return the numbers that lie in both; self if there are none."""
        if not self.meets(other):
            return self
        return Span(max(self.low, other.low), min(self.high, other.high))


EVER = Span(0, OLDEST_YEARS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Bounds of the age in completed years, completed months and days.

    The default is "nothing known". Build it with :func:`age_from`.
    """

    years: Span = EVER
    months: Span = Span(0, OLDEST_YEARS * MONTHS + 11)
    days: Span = Span(0, (OLDEST_YEARS + 1) * 366)

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known."""
        return self.years != EVER

    @property
    def exact_years(self) -> int | None:
        """Completed years, if they are certain."""
        return self.years.low if self.years.low == self.years.high else None


def _from_years(years: Span) -> Age:
    months = Span(years.low * MONTHS, years.high * MONTHS + MONTHS - 1)
    return Age(years=years, months=months, days=_days_of(months))


def _days_of(months: Span) -> Span:
    return Span(_first_day_of_month(months.low), _last_day_before_month(months.high + 1))


def _months_of(days: int) -> Span:
    low = high = days * MONTHS // 366
    while low and _last_day_before_month(low) >= days:
        low -= 1
    while _first_day_of_month(high + 1) <= days:
        high += 1
    return Span(low, high)


def _from_months(months: Span) -> Age:
    years = Span(months.low // MONTHS, months.high // MONTHS)
    return Age(years=years, months=months, days=_days_of(months))


def _from_days(days: int) -> Age:
    months = _months_of(days)
    years = Span(months.low // MONTHS, months.high // MONTHS)
    return Age(years=years, months=months, days=Span(days, days))


def age_from(
    *,
    years: int | None = None,
    months: int | None = None,
    days: int | None = None,
    group: str | None = None,
) -> Age | None:
    """Return what the given units say together, or None if they contradict each other.

    The finest unit wins; a coarser one may differ from it by one, as people round.
    """
    given: list[Age] = []
    if days is not None:
        given.append(_from_days(days))
    if months is not None:
        given.append(_from_months(Span(months, months)))
    if years is not None:
        given.append(_from_years(Span(years, years)))
    if group is not None:
        adult = group == "adult"
        span = Span(ADULT_YEARS, OLDEST_YEARS) if adult else Span(0, ADULT_YEARS - 1)
        given.append(_from_years(span))
    if not given:
        return Age()
    age = given[0]
    for coarser in given[1:]:
        if not _agree(age, coarser):
            return None
        age = Age(
            years=age.years.within(coarser.years),
            months=age.months.within(coarser.months),
            days=age.days.within(coarser.days),
        )
    return age


def _agree(finer: Age, coarser: Age) -> bool:
    """Return whether *coarser* lies within one of its own unit of *finer*."""
    if coarser.months.low == coarser.months.high:
        months = Span(coarser.months.low - 1, coarser.months.high + 1)
        return finer.months.meets(months)
    return finer.years.meets(Span(coarser.years.low - 1, coarser.years.high + 1))
