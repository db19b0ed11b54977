"""Languages: which there are, which one a reader wants, their sentences, numbers and dates.

Works outside any request. Babel is asked for the formatting locale only, never for the language:
it does not know all of ours. Digits are always Latin ones, as on the devices.
"""

from triage.i18n.language import Language
from triage.i18n.languages import Languages

__all__ = ["Language", "Languages"]
