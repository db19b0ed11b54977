from tests.durability.disk import PROGRAMS, missing


def test_a_missing_program_is_named_with_what_to_install(tmp_path):
    assert missing(search=str(tmp_path)) == (
        f"{', '.join(PROGRAMS)} not found: apt-get install xfsprogs mount"
    )
