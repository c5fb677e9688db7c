"""Fields of a quantity: the columns of the CSV and the keys of the JSON, in one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS: Mapping[str, str] = {
    "count": "数量",
    "money": "金额",
    "percent": "百分比",
    "area": "面积",
    "length": "长度",
    "weight": "重量",
    "volume": "体积",
    "duration": "时长",
    "age": "年龄",
    "score": "评分",
    "energy": "电量",
    "power": "功率",
    "temperature": "温度",
    "sound": "声级",
    "data": "数据量",
    "degree": "度",
    "concentration": "浓度",
    "speed": "速度",
    "flow": "流量",
    "pressure": "压力",
    "voltage": "电压",
    "frequency": "频率",
    "ratio": "比与倍",
    "unknown": "单位未登记",
}
"""Chinese names of the kinds of quantities; a kind that is missing here is shown by its key."""
NUMBER_PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"
RATIO_PATTERN = r"^[0-9]+(\.[0-9]+)?([:/][0-9]+(\.[0-9]+)?)+$"


@dataclass(frozen=True, slots=True)
class DatasetColumn:
    """A column of the dataset."""

    key: str
    """Key in the JSON; never changes."""
    title: str
    """Heading in the CSV; never changes."""
    about: str
    """Description for readers of the data, in Chinese."""
    schema: Mapping[str, Any]
    """JSON Schema of the values."""
    optional: bool
    """Whether a value may be missing: the key is then left out of the JSON and the cell of the CSV is empty."""


def _string_schema(pattern: str = "") -> Mapping[str, Any]:
    return {"type": "string", **({"pattern": pattern} if pattern else {"minLength": 1})}


_LIST_SCHEMA = {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": True}


def _enum_schema(*words: str) -> Mapping[str, Any]:
    return {"type": "string", "enum": list(words)}


ADDRESS_PATTERN = r"^[0-9]{4}/s?[0-9]+/[0-9]+/#(s[0-9]+)?(m[0-9]+)?f[0-9]+$"
_DATE_SCHEMA = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_COUNT_SCHEMA = {"type": "integer", "minimum": 0}
_SENTENCE = "所在句子（到句号、问号、叹号或换行为止，带标点，首尾不留空白）UTF-8 编码的 SHA-256，用来核对原文有没有变"
_AS_OF = "所说的时间，按这一期的日期推算：2021、2021-10、2021-Q3、2021-H1、2020/（以来）；CSV 里写中文"
_OPTIONAL_KEYS = {
    "value",
    "value_high",
    "ratio",
    "unit",
    "qualifier",
    "direction",
    "target",
    "as_of",
    "as_of_text",
    "measure",
    "url",
    "printed",
    "total",
    "issuer",
    "marker",
    "heading",
}


ColumnRow = tuple[str, str, str, Mapping[str, Any]]


def _columns(*rows: ColumnRow) -> tuple[DatasetColumn, ...]:
    return tuple(DatasetColumn(key, title, about, schema, key in _OPTIONAL_KEYS) for key, title, about, schema in rows)


ARTICLE_ROWS: tuple[ColumnRow, ...] = (
    ("issue", "期号", "2021/07，增刊写 2022/s1；CSV 里写“2021年第7期”", _string_schema("^[0-9]{4}/s?[0-9]+$")),
    ("article", "篇次", "在这一期里是第几篇", {"type": "integer", "minimum": 1}),
    ("date", "日期", "这一期的日期", _DATE_SCHEMA),
    ("title", "题名", "这一篇的题名", _string_schema()),
    ("counties", "地区", "这一篇登记的地区；没有的，是市级部门，或者编辑还没有定", _LIST_SCHEMA),
    ("themes", "主题", "这一篇标注的主题", _LIST_SCHEMA),
    ("url", "网址", "这一篇完整的网址；本站网址未定时没有", {"type": "string", "format": "uri"}),
    ("edition", "版本", "full 是全文，digest 是摘编；CSV 里写中文", _enum_schema("full", "digest")),
    ("disclosure", "公开范围", "public 是公开，internal 是内部；CSV 里写中文", _enum_schema("public", "internal")),
)
ARTICLE_COLUMNS = _columns(*ARTICLE_ROWS)
"""Columns of an article; its issue and position are its key."""
ISSUE_COLUMNS = _columns(
    ARTICLE_ROWS[0],
    ("date", "日期", "这一期的日期", _DATE_SCHEMA),
    ("printed", "印发日期", "印在版记里的日期", _DATE_SCHEMA),
    ("total", "总期号", "印在报头里的总期号", {"type": "integer", "minimum": 1}),
    ("issuer", "编发单位", "编发这一期的单位", _string_schema()),
    ("articles", "篇数", "收了几篇", _COUNT_SCHEMA),
    ("measures", "措施数", "收了几条措施", _COUNT_SCHEMA),
    ("figures", "数字数", "登记了几个数字", _COUNT_SCHEMA),
    ("url", "网址", "这一期完整的网址；本站网址未定时没有", {"type": "string", "format": "uri"}),
    *ARTICLE_ROWS[7:],
)
"""Columns of an issue, which is its own key."""
KEY_COLUMNS = ARTICLE_COLUMNS[:2]
"""Columns that lead from a quantity to its article."""
FIGURE_COLUMNS = _columns(
    ("text", "原文数字", "照录原文的字样，“约”“余”“以上”等一并照录", _string_schema()),
    ("value", "数值", "折成基本单位的数值：万、亿已经展开；区间为下限；比和分数没有", _string_schema(NUMBER_PATTERN)),
    ("value_high", "数值上限", "区间的上限", _string_schema(NUMBER_PATTERN)),
    ("ratio", "比例", "比写作 6:3:1，分数写作 1/3", _string_schema(RATIO_PATTERN)),
    ("unit", "单位", "元、人、户、平方米、% 等基本单位；没有登记过的单位照录原文；比没有单位", _string_schema()),
    ("kind", "类别", "数字的类别；CSV 里写中文", _string_schema("^[a-z]+$")),
    ("qualifier", "修饰语", "约、近、超、余、多、以上、最高等，照录原文；两处的用……隔开", _string_schema()),
    ("direction", "增减", "原文说是增加或减少的，写“增”或“减”", _enum_schema("增", "减")),
    ("target", "目标", "打算、力争、预计要达到的，不是已经做到的，写 true；CSV 里写“是”", {"const": True}),
    ("as_of", "时点", _AS_OF, _string_schema()),
    ("as_of_text", "时点原文", "原文说时间的字样，如“今年上半年”", _string_schema()),
    ("clause", "所在分句", "数字所在的分句，说明数的是什么", _string_schema()),
    ("measure", "措施", "所在的措施或节：s2m3 是第二节第三条；导语没有", _string_schema("^(s[0-9]+)?(m[0-9]+)?$")),
    ("address", "地址", "在本站里的相对地址，# 后面是这个数字的位置", _string_schema(ADDRESS_PATTERN)),
)
"""Columns of a quantity."""
_MEASURE_PLACE = "在这一篇里的位置：s2m3 是第二节第三条；与数字的“措施”一列对上"
MEASURE_COLUMNS = (
    *KEY_COLUMNS,
    DatasetColumn("measure", "措施", _MEASURE_PLACE, _string_schema(r"^(s[0-9]+)?m[0-9]+$"), optional=False),
    *_columns(
        ("marker", "序号", "照录原文：一是、1.", _string_schema()),
        ("heading", "标题", "序号后面到第一个句号的文字", _string_schema()),
        ("text", "正文", "标题后面的文字", {"type": "string"}),
        ("themes", "主题", "这一条自己说到的主题，是所在一篇的主题里的；说不准的没有", _LIST_SCHEMA),
        ("address", "地址", "在本站里的相对地址", _string_schema(r"^[0-9]{4}/s?[0-9]+/[0-9]+/#(s[0-9]+)?m[0-9]+$")),
    ),
)
"""Columns of a measure."""
SENTENCE_COLUMN = DatasetColumn(
    "sentence_sha256", "原句校验值", _SENTENCE, _string_schema("^[0-9a-f]{64}$"), optional=False
)
"""What is in the JSON of a quantity only."""
FIGURE_CELLS = (*KEY_COLUMNS, *FIGURE_COLUMNS)
"""Columns of the CSV of quantities."""
COUNTY_CELLS = (*FIGURE_CELLS, *ARTICLE_COLUMNS[2:])
"""Columns of the CSV of the quantities of one county: also those of their articles."""
COLUMNS = (*ARTICLE_COLUMNS, *FIGURE_COLUMNS, SENTENCE_COLUMN)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a year's file, such as `data/figures/2021.json`."""
    figures = {
        "title": "数字",
        "description": "这一篇里的数字，按原文的先后排列",
        "type": "array",
        "items": _object_schema((*FIGURE_COLUMNS, SENTENCE_COLUMN)),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "数据台账",
        "description": "一年的简报，一篇一项，篇里是它的数字；按期、按篇、按原文的先后排列。数字从不相加。",
        "type": "array",
        "items": _object_schema(ARTICLE_COLUMNS, figures=figures),
    }


def table_schema(title: str, columns: tuple[DatasetColumn, ...]) -> dict[str, Any]:
    """Return the JSON Schema of a year's file with the rows of one table."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": f"一年的{title}，一项一个，按原文的先后排列。",
        "type": "array",
        "items": _object_schema(columns),
    }


def _object_schema(columns: tuple[DatasetColumn, ...], **others: Mapping[str, Any]) -> dict[str, Any]:
    """Describe an object with these columns and with other keys that are never missing."""
    described = {
        column.key: {"title": column.title, "description": column.about, **column.schema} for column in columns
    }
    return {
        "type": "object",
        "properties": {**described, **others},
        "required": [*(column.key for column in columns if not column.optional), *others],
        "additionalProperties": False,
    }
