"""The keys of a briefing's front matter: kinds, defaults and what each is for."""

from __future__ import annotations

from taizhou_brief.fields import Choice, Day, Flag, Key, ListOf, Markdown, Name, Record, Text, Whole
from taizhou_brief.models import NO_DATE, NO_NUMBER

DAY = Day(1949, 2100)
PEOPLE = ListOf(Text())

ARTICLE = Record(
    "一篇文章",
    (
        Key("title", Text(), "标题，与正文一字不差", "", required=True, also=("标题", "题目", "name")),
        Key(
            "counties",
            ListOf(Name()),
            "县（市、区）；市级部门写 []",
            (),
            expected=True,
            also=("县市区", "区县", "县", "county"),
        ),
        Key("themes", ListOf(Name()), "主题", (), expected=True, also=("主题", "tags", "topics")),
        Key("contributor", Text(), "供稿单位", "", also=("供稿", "供稿单位", "作者", "author")),
    ),
)
SOURCE = Record(
    "来源文件",
    (
        Key("file", Text(), "文件名", "", required=True, also=("文件", "文件名", "name", "path")),
        Key(
            "sha256",
            Text("[0-9a-fA-F]{64}", "64 位十六进制数"),
            "文件的 SHA-256",
            "",
            required=True,
            also=("hash", "sha"),
        ),
    ),
)
ERRATUM = Record(
    "一条勘误",
    (
        Key(
            "at",
            Text("[1-9][0-9]{0,3}(?:/(?:s[1-9][0-9]{0,3})?m[1-9][0-9]{0,3})?", "3/s1m2（第3篇第1节第2条）、3/m2 或 3"),
            "位置：篇/节和条",
            "",
            required=True,
            also=("位置", "place"),
        ),
        Key("printed", Text(), "原件印的字", "", required=True, also=("原文", "误", "wrong")),
        Key("corrected", Text(), "应为", "", required=True, also=("更正", "正", "right")),
        Key("date", DAY, "更正日期", NO_DATE, required=True, also=("日期",)),
        Key("reason", Text(), "说明", "", also=("原因", "理由")),
    ),
)
FRONT = Record(
    "简报的前言",
    (
        Key(
            "number",
            Whole(1, 9999),
            "期号",
            NO_NUMBER,
            required=True,
            also=("期号", "期数", "第几期", "期", "no", "issue"),
        ),
        Key("supplement", Flag(), "增刊写 true", default=False, also=("增刊",)),
        Key("total", Whole(1, 999_999), "总期号", None, also=("总期号", "总第", "总期数")),
        Key("date", DAY, "日期", NO_DATE, required=True, also=("日期", "时间", "day")),
        Key("printed", DAY, "印发日期", None, also=("印发日期", "印发", "印发时间")),
        Key("issuer", Text(), "编发单位", "", also=("编发单位", "单位", "publisher")),
        Key("report_to", PEOPLE, "报", (), also=("报", "报送")),
        Key("send_to", PEOPLE, "送", (), also=("送", "抄送")),
        Key("distribute_to", PEOPLE, "发", (), also=("发", "下发", "分发")),
        Key("copies", Whole(1, 9_999_999), "印数", None, also=("印数", "共印", "份数")),
        Key("edition", Choice(("full", "digest")), "全文 full，摘编 digest", "full", also=("版本",)),
        Key("disclosure", Choice(("public", "internal")), "公开 public，内部 internal", "", also=("公开", "密级")),
        Key("source", SOURCE, "导入自哪个文件", None, also=("来源",)),
        Key("editor_note", Markdown(), "编者按", ("", 0), also=("编者按", "按语", "note")),
        Key(
            "articles",
            ListOf(ARTICLE, 1),
            "各篇，按印发的顺序",
            (),
            required=True,
            also=("文章", "目录", "篇目", "本期目录"),
        ),
        Key("errata", ListOf(ERRATUM), "勘误", (), also=("勘误", "更正", "erratum")),
    ),
)
