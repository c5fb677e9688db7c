"""Fields of `archive.yaml`: types and purposes; the model has the defaults."""

from __future__ import annotations

from taizhou_brief.formats.schema import (
    BooleanField,
    ChoiceField,
    Field,
    IntegerField,
    ListField,
    NameField,
    Schema,
    TextField,
)
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.settings import County, Footer, Portal, Region, Settings, Site, Suppression, Theme

SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
SLUG_FORM = "小写字母、数字和短横，如 dong-hu"
URL = r"https?://[^\s/?#]+(?:/[^\s?#]*)?"
LINK = r"https?://\S+"
URL_FORM = "以 http:// 或 https:// 开头的网址"

CODE = TextField("[0-9]{6}", "六位数字")
SLUG_NAME = NameField(TextField(SLUG, SLUG_FORM))
ISSUE = rf"(?:briefings/)?{IssueId.PATTERN}(?:\.md)?"
TILES = 20
"""Highest number of rows, and of columns, of the tile map."""

REGION = Schema(
    "地区",
    Region,
    (
        Field("name", TextField(), "地区名称", also=("名称",)),
        Field("code", CODE, "六位行政区划代码（GB/T 2260）", also=("代码", "adcode")),
    ),
)
SITE = Schema(
    "网站",
    Site,
    (
        Field("name", TextField(), "网站名称（SiteName）；不写就用 title", also=("名称", "sitename")),
        Field(
            "domain",
            TextField(r"[^\s/:]+(?::[0-9]+)?", "域名，不带 http:// 和路径"),
            "网站域名（SiteDomain）；不写就用 base_url 里的",
            also=("域名",),
        ),
        Field(
            "id_code",
            TextField("[0-9]{6}[0-9A-Za-z]{4}|bm[0-9A-Za-z]{8}", "10 位：六位区划代码加 4 位，或 bm 加 8 位"),
            "网站标识码（SiteIDCode），10 位",
            also=("标识码", "网站标识码", "siteidcode"),
        ),
    ),
)
PORTAL = Schema(
    "所属门户",
    Portal,
    (
        Field("name", TextField(), "门户网站名称", also=("名称",)),
        Field("url", TextField(LINK, URL_FORM), "门户网站网址", also=("网址", "link")),
    ),
)
FOOTER = Schema(
    "页脚",
    Footer,
    (
        Field("sponsor", TextField(), "主办单位", also=("主办单位", "主办")),
        Field("contact", TextField(), "联系方式", also=("联系方式", "电话", "phone")),
        Field("icp", TextField(), "ICP 备案号", also=("备案号", "icp备案号")),
        Field("police", TextField(), "公安备案号", also=("公安备案号",)),
        Field("error_report_url", TextField(LINK, URL_FORM), "“我为政府网站找错”的链接", also=("找错", "纠错")),
    ),
)
COUNTY = Schema(
    "县（市、区）",
    County,
    (
        Field("name", NameField(), "全称，如 某某县", required=True, also=("名称", "全称")),
        Field("short", TextField(), "简称；不写就是全称去掉末尾的区、市、县", also=("简称",)),
        Field("code", CODE, "六位行政区划代码（GB/T 2260）", also=("代码", "adcode")),
        Field("slug", SLUG_NAME, "网址里的名称，发布后不可改", required=True, also=("网址名", "pinyin", "id")),
        Field("aliases", ListField(NameField()), "别名、旧称", also=("别名", "旧称", "alias")),
        Field(
            "at",
            ListField(IntegerField(1, TILES), 2, 2),
            "方块地图上的 [行, 列]，从 1 数起",
            also=("位置", "position", "tile"),
        ),
    ),
)
THEME = Schema(
    "主题",
    Theme,
    (
        Field("id", SLUG_NAME, "网址里的名称，定了就不再改", required=True, also=("编号", "slug")),
        Field("label", NameField(), "显示的名称，可以改", required=True, also=("名称", "标签", "name", "title")),
        Field("aliases", ListField(NameField()), "别名；文件头里也可以写别名", also=("别名", "alias")),
        Field("broader", SLUG_NAME, "上一级主题的 id", also=("上级", "parent")),
        Field(
            "keywords",
            ListField(TextField()),
            "一条措施里有这些词，就说的是这个主题；导入时也按它们建议主题",
            also=("关键词", "keyword"),
        ),
        Field("description", TextField(), "一句话说明", also=("说明", "简介")),
    ),
)
SUPPRESSION = Schema(
    "不再提示的检查",
    Suppression,
    (
        Field(
            "rule",
            NameField(TextField("[A-Z][0-9]{3}", "一个大写字母加三位数字，如 N402")),
            "检查规则的代码",
            required=True,
        ),
        Field(
            "file",
            TextField(ISSUE, "年份/期号，如 2021/07，增刊 2022/s1"),
            "哪一期",
            required=True,
            also=("文件", "path"),
            convert=IssueId.parse,
            attribute="issue",
        ),
        Field("line_has", TextField(), "只管含有这几个字的行；不写就管全文", also=("contains",), attribute="contains"),
        Field("reason", TextField(), "为什么", required=True, also=("理由", "原因")),
    ),
)
ARCHIVE = Schema(
    "简报档案的设置",
    Settings,
    (
        Field("title", TextField(), "刊名", required=True, also=("标题", "刊名", "name")),
        Field("subtitle", TextField(), "刊名后面的几个字", also=("副标题",)),
        Field("description", TextField(), "一两句话的介绍", also=("简介", "介绍", "说明")),
        Field("issuer", TextField(), "默认的编发单位", also=("编发单位", "publisher")),
        Field(
            "base_url", TextField(URL, f"{URL_FORM}，不带 ? 和 #"), "网站发布后的网址", also=("网址", "url", "baseurl")
        ),
        Field("archive_id", TextField(), "档案自己的编号，订阅源里用；定下就不要改", also=("编号", "uuid")),
        Field(
            "language", TextField("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "语言代码，如 zh-CN"), "语言", also=("语言",)
        ),
        Field(
            "citation",
            ChoiceField(("2025", "2015")),
            "参考文献照 GB/T 7714 的哪一版著录：2025 或 2015",
            also=("引用", "引用格式", "gb7714"),
        ),
        Field("disclosure", ChoiceField(("public", "internal")), "各期默认公开还是内部", also=("公开",)),
        Field(
            "git_dates", BooleanField(), "照 git 的提交记录写明各期首次提交和最近修改的日期", also=("提交日期", "git")
        ),
        Field("region", REGION, "地区", also=("地区",)),
        Field("place_label", TextField(), "县一级单位的统称"),
        Field("place_short", TextField(), "县一级单位的简称"),
        Field("site", SITE, "网页头部要写的网站信息", also=("网站",)),
        Field("portal", PORTAL, "档案所属的门户网站", also=("门户",)),
        Field("footer", FOOTER, "页脚", also=("页脚",)),
        Field("counties", ListField(COUNTY), "各县（市、区），按公布的顺序", also=("县市区", "区县", "places")),
        Field("themes", ListField(THEME), "主题", also=("主题", "topics", "tags")),
        Field("terms", ListField(ListField(TextField(), 1)), "写法要统一的专有名词", also=("专有名词", "术语")),
        Field("silenced", ListField(SUPPRESSION), "不再提示的检查，每条都要写明理由", also=("忽略", "ignore")),
    ),
)
