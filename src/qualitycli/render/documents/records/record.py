"""The base of all records: frozen, with its annotations as fields.

Dataclasses would also work, but they compile five methods for each of about seventy records, which
takes a third of a millisecond each. These records share their methods.
"""

from __future__ import annotations

from typing import Any, NoReturn, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class TemplateRecord:
    """A frozen record; equal to another of the same class with the same values."""

    def __init__(self, *values: Any, **named: Any) -> None:
        names = fields_of(type(self))
        given = dict(zip(names, values, strict=False)) | named
        if len(values) + len(named) != len(names) or given.keys() != set(names):
            text = f"{type(self).__name__} is made of {', '.join(names)}"
            raise TypeError(text)
        self.__dict__.update(given)

    def replaced(self, **named: Any) -> Self:
        """Return a copy with other values in some fields."""
        return type(self)(**{**self.__dict__, **named})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(name)

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__[name] for name in fields_of(type(self))))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({said})"


def fields_of(kind: type[TemplateRecord]) -> tuple[str, ...]:
    """Return the names of a view's fields, in their order."""
    return tuple(kind.__annotations__)
