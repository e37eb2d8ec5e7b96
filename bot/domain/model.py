"""What all parts of the document share: strictness, and a way to refuse that names the reason."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError


class Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True
    )


P = TypeVar("P", bound=Part)


def rebuilt(part: P, change: Callable[[str, Any], Any]) -> P:
    """With what `change` makes of each of its fields, given as key and value."""
    fields = {key: getattr(part, key) for key in type(part).model_fields}
    changed = {key: change(key, each) for key, each in fields.items()}
    return part.model_copy(
        update={key: each for key, each in changed.items() if each != fields[key]}
    )


def refuse(code: str, **values: str | int) -> PydanticCustomError:
    """`code` is one of errors.TEMPLATES. The place is where it was raised, or the value `place`."""
    return PydanticCustomError(code, "refused", values)


def _as_flag(value: Any) -> Any:
    words = {"true": True, "yes": True, "false": False, "no": False}
    return words.get(value, value) if isinstance(value, str) else value


# A YAML file holds only text.
Flag = Annotated[bool, BeforeValidator(_as_flag)]


def _listed(value: Any) -> Any:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


# One thing may be written without the list around it, and nothing is an empty list.
Listed = BeforeValidator(_listed)


def _some(items: Any) -> Any:
    if not items:
        raise refuse("empty")
    return items


# A list with something in it.
Some = AfterValidator(_some)


def at_most(limit: int, what: str) -> AfterValidator:
    """A list with no more than so many in it."""

    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) > limit:
            raise refuse("too_many", what=what, limit=limit, actual=len(items))
        return items

    return AfterValidator(check)


def within(least: int, most: int) -> AfterValidator:
    """A number from the one to the other."""

    def check(number: int) -> int:
        if not least <= number <= most:
            raise refuse("out_of_range", least=least, most=most, actual=number)
        return number

    return AfterValidator(check)


def _as_number(value: Any) -> Any:
    """Whole numbers, also written as text (a YAML file holds only text)."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal():
        return int(value) if len(value) < 10 else value
    if isinstance(value, bool | str | float):
        raise refuse("not_a_number", value=str(value)[:40])
    return value


Number = Annotated[int, BeforeValidator(_as_number)]
