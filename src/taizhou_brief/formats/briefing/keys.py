"""Fields of the front matter of a briefing: types and purposes; the model has the defaults."""

from __future__ import annotations

from taizhou_brief.formats.schema import (
    BooleanField,
    ChoiceField,
    DateField,
    Field,
    IntegerField,
    ListField,
    MappingField,
    MarkdownField,
    NameField,
    Schema,
    TextField,
)
from taizhou_brief.model.identity import Address, ArticleMove, IssueId
from taizhou_brief.model.issue import ArticleEntry, Erratum, FrontMatter, Redaction, SourceFile, Withdrawal

DAY = DateField(1949, 2100)
PEOPLE = ListField(TextField())

ARTICLE = Schema(
    "一篇文章",
    ArticleEntry,
    (
        Field(
            "title",
            TextField(),
            "标题，与正文一字不差",
            required=True,
            also=("标题", "题目", "name"),
            decided_by="source",
        ),
        Field(
            "counties",
            ListField(NameField()),
            "县（市、区）；市级部门写 []",
            expected=True,
            also=("县市区", "区县", "县", "county"),
        ),
        Field("themes", ListField(NameField()), "主题", expected=True, also=("主题", "tags", "topics")),
        Field("contributor", TextField(), "供稿单位", also=("供稿", "供稿单位", "作者", "author")),
        Field(
            "measures",
            MappingField(
                TextField(Address.MEASURE_PATTERN, "这一篇里的一条，如 s1m2（第1节第2条）、m2"), ListField(NameField())
            ),
            "哪一条的主题由编辑来定：{这一篇里的一条: [主题]}，主题要在 themes 里",
            also=("措施", "各条", "measure"),
            attribute="measure_themes",
        ),
        Field(
            "follows",
            MappingField(
                TextField(Address.MEASURE_PATTERN, "这一篇里的一条，如 s1m2（第1节第2条）、m2"),
                TextField(Address.URL_PATTERN, "以前一期里那一条的网址，从网站的根写起，如 2021/07/1/#s2m3"),
            ),
            "接着以前哪一期的哪一条：{这一篇里的一条: 那一条的网址}",
            also=("接续", "承接", "follow"),
        ),
        Field(
            "moved",
            ListField(TextField(ArticleMove.PATTERN, "原来的地址：2021/07/3")),
            "这一篇原来的地址，转到现在的",
            also=("原地址", "改址"),
            convert=ArticleMove.normalise,
        ),
    ),
)
SOURCE = Schema(
    "来源文件",
    SourceFile,
    (
        Field("file", TextField(), "文件名", required=True, also=("文件", "文件名", "name", "path")),
        Field(
            "sha256",
            TextField("[0-9a-fA-F]{64}", "64 位十六进制数"),
            "文件的 SHA-256",
            required=True,
            also=("hash", "sha"),
            convert=str.lower,
        ),
    ),
)
ERRATUM = Schema(
    "一条勘误",
    Erratum,
    (
        Field(
            "at",
            TextField(Address.PATTERN, "3/s1m2（第3篇第1节第2条）、3/m2 或 3"),
            "位置：篇/节和条",
            required=True,
            also=("位置", "place"),
            convert=Address.parse,
        ),
        Field("printed", TextField(), "原件印的字", required=True, also=("原文", "误", "wrong")),
        Field("corrected", TextField(), "应为", required=True, also=("更正", "正", "right")),
        Field("date", DAY, "更正日期", required=True, also=("日期",)),
        Field("reason", TextField(), "说明", also=("原因", "理由")),
    ),
)
REDACTION = Schema(
    "一处撤下的字",
    Redaction,
    (
        Field(
            "at",
            TextField(Address.PATTERN, "3/s1m2（第3篇第1节第2条）、3/m2 或 3"),
            "位置：篇/节和条；只写篇是整篇，不写是整期",
            also=("位置", "place"),
            convert=Address.parse,
        ),
        Field(
            "text", TextField(), "要撤下的字，照文件里写的；文件里已经删去的不写", also=("文字", "words"), kept=False
        ),
        Field("reason", TextField(), "撤下的依据或原因，网页上写明", required=True, also=("原因", "理由", "依据")),
        Field("date", DAY, "撤下的日期", required=True, also=("日期",)),
    ),
)
WITHDRAWAL = Schema(
    "整期撤下",
    Withdrawal,
    (
        Field("date", DAY, "撤下的日期", required=True, also=("日期",)),
        Field("reason", TextField(), "撤下的依据或原因，网页上写明", required=True, also=("原因", "理由", "依据")),
        Field(
            "articles",
            IntegerField(1, 9999),
            "原来有几篇；文件里的文字已经删去时写",
            also=("篇数", "count"),
        ),
    ),
)
FRONT = Schema(
    "简报的文件头",
    FrontMatter,
    (
        Field(
            "number",
            IntegerField(1, 9999),
            "期号",
            required=True,
            also=("期号", "期数", "第几期", "期", "no", "issue"),
            decided_by="source",
        ),
        Field("supplement", BooleanField(), "增刊写 true", also=("增刊",), decided_by="source"),
        Field("total", IntegerField(1, 999_999), "总期号", also=("总期号", "总第", "总期数"), decided_by="source"),
        Field("date", DAY, "日期", required=True, also=("日期", "时间", "day"), decided_by="source"),
        Field("printed", DAY, "印发日期", also=("印发日期", "印发", "印发时间"), decided_by="source"),
        Field("issuer", TextField(), "编发单位", also=("编发单位", "单位", "publisher"), decided_by="source"),
        Field("report_to", PEOPLE, "报", also=("报", "报送"), decided_by="source"),
        Field("send_to", PEOPLE, "送", also=("送", "抄送"), decided_by="source"),
        Field("distribute_to", PEOPLE, "发", also=("发", "下发", "分发"), decided_by="source"),
        Field("copies", IntegerField(1, 9_999_999), "印数", also=("印数", "共印", "份数"), decided_by="source"),
        Field(
            "edition", ChoiceField(("full", "digest")), "全文 full，摘编 digest", also=("版本",), decided_by="import"
        ),
        Field("disclosure", ChoiceField(("public", "internal")), "公开 public，内部 internal", also=("公开", "密级")),
        Field("source", SOURCE, "导入自哪个文件", also=("来源",), decided_by="import"),
        Field("editor_note", MarkdownField(), "编者按", also=("编者按", "按语", "note")),
        Field(
            "articles",
            ListField(ARTICLE, 1),
            "各篇，按印发的顺序",
            required=True,
            also=("文章", "目录", "篇目", "本期目录"),
            decided_by="parts",
        ),
        Field("errata", ListField(ERRATUM), "勘误", also=("勘误", "更正", "erratum")),
        Field("redacted", ListField(REDACTION), "撤下的字", also=("撤下", "删去", "redactions")),
        Field("withdrawn", WITHDRAWAL, "整期撤下", also=("撤回", "整期撤下", "withdraw")),
        Field(
            "moved",
            ListField(TextField(IssueId.FORMER_PATTERN, "原来的期号：2021/07")),
            "原来的期号，旧地址转到现在的",
            also=("原期号", "改址"),
            convert=IssueId.normalise,
        ),
    ),
)
WITHDRAWN_FRONT = Schema(
    FRONT.title,
    FrontMatter,
    tuple(
        field
        for field in FRONT.fields
        if field.name in {"number", "supplement", "total", "date", "disclosure", "withdrawn", "moved"}
    ),
)
"""What is read of an issue that was withdrawn: nothing that has words of its own."""
