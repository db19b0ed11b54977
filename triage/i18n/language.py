"""One language: sentences, numbers, ages, dates."""

import datetime
from dataclasses import dataclass
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol

from triage.i18n.locales import LocaleEntry

BUDDHIST = "buddhist"
BUDDHIST_ERA_YEARS = 543
"""The Thai year is the Gregorian one plus 543."""

DAYS_SHOWN_BELOW = 60
"""A younger infant's age is told in days, because the rules for infants count days."""
MONTHS_SHOWN_BELOW = 24
"""A younger child's age is told in months."""

MINUTES_AN_HOUR = 60
LONGEST_MINUTES = 120
"""From here on minutes are told as hours and minutes."""

MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A catalogue and the bcp47 tag of its language."""

    bcp47: str
    catalogue: NullTranslations


class Language:
    """Its own sentences, a fallback's where it has none, in the end English; and its numbers."""

    def __init__(self, entry: LocaleEntry, sources: tuple[Source, ...]) -> None:
        """Keep *sources*: its own, then its fallbacks; the last one is English."""
        self._entry = entry
        self._sources = sources
        self._locale = Locale.parse(entry.formatting)
        self._decimal_mark = get_decimal_symbol(self._locale)

    @property
    def code(self) -> str:
        """The name of its directory, as zh_Hans."""
        return self._entry.code

    @property
    def bcp47(self) -> str:
        """The tag for ``lang`` and Content-Language, as zh-Hans."""
        return self._entry.bcp47

    @property
    def native_name(self) -> str:
        """Its name for its own speakers."""
        return self._entry.native_name

    @property
    def direction(self) -> str:
        """Return ltr or rtl, for ``dir``."""
        return self._entry.direction

    @property
    def is_reviewed(self) -> bool:
        """Whether a clinician who speaks it has signed the catalogue."""
        return self._entry.reviewed

    def gettext(self, msgid: str) -> str:
        """Return the sentence for *msgid*."""
        for source in self._sources:
            text = source.catalogue.gettext(msgid)
            if text:
                return text
        return msgid

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the form for *count*; the caller fills in the placeholders."""
        for source in self._sources:
            text = source.catalogue.ngettext(singular, plural, count)
            if text:
                return text
        return plural

    def pgettext(self, context: str, msgid: str) -> str:
        """Return the sentence for *msgid* where it has the meaning *context*."""
        for source in self._sources:
            text = source.catalogue.pgettext(context, msgid)
            if text:
                return text
        return msgid

    def is_translated(self, msgid: str) -> bool:
        """Return whether its own catalogue has *msgid*; False means that a fallback is shown."""
        return _has(self._sources[0], msgid)

    def language_of(self, msgid: str) -> str:
        """Return the bcp47 tag of the language in which *msgid* is shown, for ``lang``."""
        holders = (source.bcp47 for source in self._sources if _has(source, msgid))
        return next(holders, self._sources[-1].bcp47)

    def number(self, value: float, decimals: int | None = None) -> str:
        """Return *value* with the decimal mark of the language, never grouped.

        Args:
            value: the number.
            decimals: how many to show; None shows as few as it has, at most three.
        """
        text = f"{value:.{MOST_DECIMALS if decimals is None else decimals}f}"
        if decimals is None:
            text = text.rstrip("0").rstrip(".")
        return text.replace(".", self._decimal_mark)

    def age(
        self, *, years: int | None = None, months: int | None = None, days: int | None = None
    ) -> str:
        """Return an age in the unit that matters at that age; "" when nothing is known."""
        if days is not None and days < DAYS_SHOWN_BELOW:
            return self.days(days)
        if months is not None and months < MONTHS_SHOWN_BELOW:
            return self.months(months)
        return "" if years is None else self.years(years)

    def years(self, count: int) -> str:
        """Return *count* years in words, as "3 years"."""
        return self.ngettext("{count} year", "{count} years", count).format(count=count)

    def months(self, count: int) -> str:
        """Return *count* months in words."""
        return self.ngettext("{count} month", "{count} months", count).format(count=count)

    def weeks(self, count: int) -> str:
        """Return *count* weeks in words."""
        return self.ngettext("{count} week", "{count} weeks", count).format(count=count)

    def days(self, count: int) -> str:
        """Return *count* days in words."""
        return self.ngettext("{count} day", "{count} days", count).format(count=count)

    def minutes(self, count: int) -> str:
        """Return a time span of *count* minutes; full hours, and longer spans, in hours."""
        hours, rest = divmod(count, MINUTES_AN_HOUR)
        if hours and not rest:
            return self.ngettext("{count} hour", "{count} hours", hours).format(count=hours)
        if count >= LONGEST_MINUTES:
            return self.gettext("{hours} h {minutes} min").format(hours=hours, minutes=rest)
        return self.ngettext("{count} minute", "{count} minutes", count).format(count=count)

    def time(self, moment: datetime.datetime, zone: datetime.tzinfo) -> str:
        """Return the hour and minute of *moment* in *zone*, as 14:05."""
        return moment.astimezone(zone).strftime("%H:%M")

    def date(self, day: datetime.date) -> str:
        """Return *day*, as 3 Nov 2026; with the Buddhist year where it is used.

        A datetime is taken as it stands: bring it into the reader's zone first.
        """
        if self._entry.calendar == BUDDHIST:
            return f"{self._dated(day, 'd MMM')} {day.year + BUDDHIST_ERA_YEARS}"
        return self._dated(day, "medium")

    def _dated(self, day: datetime.date, pattern: str) -> str:
        # Khmer month names carry zero-width spaces, which show as boxes on old phones.
        return format_date(day, pattern, locale=self._locale).replace("\u200b", "")


def _has(source: Source, msgid: str) -> bool:
    catalogue = source.catalogue
    return bool(catalogue.gettext(msgid) or catalogue.ngettext(msgid, msgid, 1))
