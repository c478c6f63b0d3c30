"""Rows of a page that is read from its versions."""

from django.utils.functional import cached_property
from modelcluster.fields import ChildObjectsDescriptor, ParentalKey
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


class WrittenTogether(ChildObjectsDescriptor):
    """The rows of a page are written in a few queries, and those that differ alone.

    Trap: the core writes each row at each save of a draft, and looks for each row
    among all the others: three hundred rows are as many queries each time that the
    editor saves by itself.
    """

    @cached_property
    def child_object_manager_cls(self):
        name, key = self.rel.get_accessor_name(), self.rel.field.name

        class Manager(super().child_object_manager_cls):
            def commit(self):
                if name in getattr(self.instance, "_cluster_related_objects", {}):
                    rows = self.instance._cluster_related_objects[name]
                    for row in rows:  # the page had no key when they were given to it
                        setattr(row, key, self.instance)
                    _write(rows, [*self.get_live_queryset()], self.model)
                    del self.instance._cluster_related_objects[name]

        return Manager


def _write(rows, live, model):
    former = {row.pk: row for row in live}
    gone = former.keys() - {row.pk for row in rows}
    if gone:
        model._base_manager.filter(pk__in=gone).delete()
    model._base_manager.bulk_create([row for row in rows if row.pk not in former])
    changed, names = [], set()
    for row in rows:
        if differing := _differing(row, former.get(row.pk, row)):
            changed.append(row)
            names |= differing
    if changed:
        model._base_manager.bulk_update(changed, names, batch_size=200)


def _differing(row, former):
    """The names of the fields that do not say what the database has: a set."""
    return {
        field.name
        for field in row._meta.concrete_fields
        if field.to_python(getattr(row, field.attname))
        != getattr(former, field.attname)
    }


class RowsKey(ParentalKey):
    """The key of a row to its page, where a page has hundreds of them."""

    related_accessor_class = WrittenTogether

    def deconstruct(self):
        # For migrations it is the core's: nothing that is stored differs.
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalKey", args, kwargs
