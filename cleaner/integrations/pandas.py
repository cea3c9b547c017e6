"""pandas: an accessor of series and frames, `series.cleaner` and `frame.cleaner`.

>>> import pandas as pd
>>> import cleaner.integrations.pandas
>>> frame = pd.DataFrame({"text": ["Sign up to our newsletter.", None], "desk": ["local", "sport"]}, index=[7, 8])
>>> cleaned = frame.cleaner.clean()
>>> list(cleaned.columns)
['text', 'desk', 'headline', 'standfirst', 'body', 'language', 'removed', 'warnings', 'error']
>>> cleaned.loc[8, "error"]
{'type': 'InputError', 'message': "nothing stands in the field 'text' or 'html'"}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleaner.batch.records import RESULTS, Fields
from cleaner.errors import InputError, MissingExtraError
from cleaner.integrations.fields import columns_kept, columns_read, of_one, results_of, work_of

try:
    import pandas as pd
except ImportError as error:
    raise MissingExtraError("pandas accessors", "pandas") from error

if TYPE_CHECKING:
    from cleaner.engine import Cleaner


@pd.api.extensions.register_series_accessor("cleaner")
class CleanerSeries:
    """Cleaning of a series of texts or pages."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series

    def clean(
        self, *, html: bool = False, url: pd.Series | Sequence[str | None] | None = None, cleaner: Cleaner | None = None
    ) -> pd.DataFrame:
        """A frame with the same index: `headline`, `standfirst`, `body`, `language`, `removed`, `warnings` and `error`.

        The series holds texts, or pages with `html=True`; `url` has their addresses, by place. A value that cannot be cleaned,
        such as one that is missing, has its `error` and in place of all else None.
        """
        fields = of_one(html=html)
        columns = {fields.read[0]: self._series}
        if isinstance(url, str):
            raise InputError(f"url is {url!r}; give the addresses in a list or a series, one for each value")
        if url is not None:
            if len(url) != len(self._series):
                raise InputError(f"there are {len(url)} addresses for {len(self._series)} values; give one for each")
            columns[fields.url] = pd.Series(url)
        return _results(columns, fields, cleaner)

    def body(
        self, *, html: bool = False, url: pd.Series | Sequence[str | None] | None = None, cleaner: Cleaner | None = None
    ) -> pd.Series:
        """The bodies, with the same index and name; None for what cannot be cleaned: `clean` says why."""
        return self.clean(html=html, url=url, cleaner=cleaner)["body"].rename(self._series.name)


@pd.api.extensions.register_dataframe_accessor("cleaner")
class CleanerFrame:
    """Cleaning of a frame with a text or a page in each row."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def clean(
        self,
        *,
        text_field: str | None = None,
        html_field: str | None = None,
        url_field: str = "url",
        source: bool = True,
        cleaner: Cleaner | None = None,
    ) -> pd.DataFrame:
        """The frame with the columns `headline`, `standfirst`, `body`, `language`, `removed`, `warnings` and `error`.

        They come behind the others, in place of those that had these names. `text_field` and `html_field` are `text` and
        `html` where neither is given; where one is, it alone is read. With `source=False` they are left out. A row that
        cannot be cleaned has its `error`, which is None in all others.
        """
        fields = Fields.named(text_field, html_field, url_field, source=source)
        frame = self._frame
        read = columns_read(frame.columns, fields)
        twice = [name for name in read if not isinstance(frame[name], pd.Series)]
        if twice:
            raise InputError(f"several columns have the name {twice[0]!r}; give each a name of its own")
        results = _results({name: frame[name] for name in read}, fields, cleaner)
        return pd.concat([frame.iloc[:, columns_kept(frame.columns, fields)], results], axis=1)


def _results(columns: dict[str, pd.Series], fields: Fields, cleaner: Cleaner | None) -> pd.DataFrame:
    """The results of columns of one length, with the index of the first, as the objects that a record has."""
    work = work_of(fields, cleaner)
    values = [column.astype(object).where(column.notna(), None) for column in columns.values()]
    made = [results_of(dict(zip(columns, row, strict=True)), work) for row in zip(*values, strict=True)]
    index = next(iter(columns.values())).index
    return pd.DataFrame({name: pd.Series([result[name] for result in made], index, dtype=object) for name in RESULTS})
