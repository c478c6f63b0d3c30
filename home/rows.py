"""Rows of a page that is read from its versions."""

from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data


class RowOfItsPage:
    """A row read from a revision: the core gives it the page that it belongs to.

    Trap: before that it reads that page again, for each row, to see that it exists.
    """

    @classmethod
    def from_serializable_data(cls, data, **checks):
        keys = [one.name for one in cls._meta.fields if isinstance(one, ParentalKey)]
        return model_from_serializable_data(
            cls, data | dict.fromkeys(keys, None), **checks
        )
