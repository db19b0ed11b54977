from triage.store.pins import hash_pin, verify_pin

KEY, OTHER_KEY = b"k" * 32, b"j" * 32


def test_the_right_pin_is_accepted_and_any_other_refused():
    stored = hash_pin(KEY, "482913")
    assert verify_pin(KEY, "482913", stored)
    assert not verify_pin(KEY, "482914", stored)
    assert not verify_pin(KEY, "", stored)


def test_a_pin_typed_with_full_width_digits_or_a_space_behind_it_is_the_same():
    stored = hash_pin(KEY, "482913")
    assert verify_pin(KEY, "４８２９１３", stored)
    assert verify_pin(KEY, "482913 ", stored)


def test_a_stored_pin_is_useless_without_the_key_of_the_node():
    assert not verify_pin(OTHER_KEY, "482913", hash_pin(KEY, "482913"))


def test_the_same_pin_of_two_people_is_stored_differently():
    assert hash_pin(KEY, "482913") != hash_pin(KEY, "482913")


def test_the_cost_is_the_one_that_a_small_box_can_carry():
    assert hash_pin(KEY, "482913").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_name_that_nobody_has_is_refused_whatever_is_typed():
    assert not verify_pin(KEY, "482913", None)
    assert not verify_pin(KEY, "", None)


def test_a_damaged_hash_is_refused():
    assert not verify_pin(KEY, "482913", "no hash")
