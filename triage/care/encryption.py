"""A site's database encrypted, or not any more, under the key that is made from the node's."""

from triage.care.site import read_key
from triage.errors import DatabaseUnusable
from triage.settings import Settings
from triage.store.cipher import database_key, is_plain
from triage.store.conversion import convert


def encrypt(settings: Settings) -> int:
    """Encrypt the database of the site and return how many entries its log has.

    Raises:
        SettingsWrong: the node's key cannot be read.
        DatabaseUnusable: it is encrypted already, in use, or cannot be converted.
        LogBroken: the log is damaged. The database is as it was in every one of these cases.
    """
    key = database_key(read_key(settings.node_key))
    if settings.database.exists() and not is_plain(settings.database):
        raise DatabaseUnusable(
            f"{settings.database} is encrypted already: set TRIAGE_DATABASE_ENCRYPTED to yes"
        )
    return convert(settings.database, None, key)


def decrypt(settings: Settings) -> int:
    """Take the encryption off the database of the site and return how many entries its log has.

    Raises:
        SettingsWrong: the node's key cannot be read.
        DatabaseUnusable: it is not encrypted, in use, or cannot be converted.
        LogBroken: the log is damaged. The database is as it was in every one of these cases.
    """
    key = database_key(read_key(settings.node_key))
    if is_plain(settings.database):
        raise DatabaseUnusable(f"{settings.database} is not encrypted: there is nothing to do")
    return convert(settings.database, key, None)
