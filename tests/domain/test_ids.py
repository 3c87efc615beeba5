import uuid

from jukung.domain.ids import new_id


def test_an_id_is_a_uuid_of_version_seven():
    made = uuid.UUID(new_id())

    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_a_thousand_ids_differ_and_are_ordered_by_their_moment():
    made = [new_id() for _ in range(1000)]

    assert len(set(made)) == 1000
    assert [each[:13] for each in made] == sorted(each[:13] for each in made)
