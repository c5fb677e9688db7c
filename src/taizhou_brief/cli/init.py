"""`init`: create a new archive that builds at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from taizhou_brief.builder.files import SETTINGS
from taizhou_brief.builder.starter import (
    CreatedFiles,
    StarterChoices,
    WheelError,
    create_archive,
    find_vendored_wheels,
    find_wheel,
    read_regions,
)
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.cli.common import command_line, echo, relative_path
from taizhou_brief.cli.messages import ChineseCommand, ChoiceParam
from taizhou_brief.model.settings import County, Region
from taizhou_brief.starter.plan import HOSTS
from taizhou_brief.starter.regions import CITY, DISTRICT, find_region, list_counties, nearest_region, read_divisions
from taizhou_brief.starter.settings import StarterSettings

SERIES = "工作简报"
SEPARATORS = lazy_compile("[,，、]")
SLUG = lazy_compile("[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for."""

    series: str
    region: str
    counties: str
    issuer: str


@click.command(cls=ChineseCommand)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="文件夹")
@click.option("--series", metavar="刊名", default="", help="刊名；不写就是地区名加“工作简报”。")
@click.option("--region", metavar="地区", default="", help="哪个市（或省）；认得的，写好各县（市、区）、代码和地图。")
@click.option(
    "--counties",
    metavar="甲县,乙县",
    default="",
    help="不认得的地区，逐个写出各县；网址名写在等号后面：甲县=jiaxian,乙县=yixian。",
)
@click.option("--issuer", metavar="单位", default="", help="编发单位；以后也可以写进设置。")
@click.option(
    "--host",
    type=ChoiceParam(HOSTS),
    default="none",
    metavar=f"[{'|'.join(HOSTS)}]",
    help="从哪里发布：写好它的自动构建文件；不写就不写这个文件。",
)
@click.option("--sample", is_flag=True, help="附一期样例（虚构的），看看网页的样子。")
@click.option(
    "--wheel",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="文件",
    help="程序的安装包（.whl），放进 vendor；不写就用装这个程序时的那一个。",
)
@click.option("--upgrade", is_flag=True, help="给已有的档案换上这个版本：只改写属于程序的文件。")
def init(folder: Path, host: str, sample: bool, wheel: Path | None, upgrade: bool, **wanted: str) -> int:
    """新办一份档案：写好设置、说明、启动程序和自动构建，马上能生成；已有的文件绝不覆盖。"""
    if upgrade and not (folder / SETTINGS).is_file():
        raise click.UsageError(f"[E023] {folder} 里没有档案，没有可以升级的")
    wheel = wheel or find_wheel()
    existed = (folder / SETTINGS).is_file()
    known = resolve_settings(Wanted(**wanted))
    try:
        created = create_archive(folder, known, StarterChoices(host, wheel, sample, upgrade))
    except WheelError as error:
        hint = "要用名字像 taizhou_brief-0.1.0-py3-none-any.whl 的文件，不要改名"
        raise click.BadParameter(f"[E022] {error} 不是本程序的安装包：{hint}", param_hint="--wheel") from None
    report(folder, created, wheel, existed=existed)
    shown = relative_path(folder)
    root = () if shown == Path() else ("--root", shown)
    commands = (command_line(name, *root) for name in (("check", "build") if upgrade else ("build", "new")))
    echo("\n  ".join(("接下来：", *commands)))
    return 0


def resolve_settings(wanted: Wanted) -> StarterSettings:
    """Return what is known of the new archive. Raises `BadParameter`."""
    divisions = read_divisions(read_regions())
    name = squeeze(wanted.region)
    found = find_region(divisions, name) if name else None
    known = list_counties(divisions, found) if found else ()
    counties = parse_counties(wanted.counties, known)
    if name and not found and not counties:
        nearest = nearest_region(divisions, name)
        asked = f"是不是想写“{nearest}”？别的地方" if nearest else "这个地方"
        message = f"[E020] 没有“{name}”的区划表。{asked}用 --counties 甲县,乙县 写出各县（市、区）"
        raise click.BadParameter(message, param_hint="--region")
    counties = counties or known
    region = Region(found.name, found.code) if found else Region(name)
    labels = CITY if found and found.is_province and not wanted.counties else DISTRICT
    title = squeeze(wanted.series) or f"{region.name}{SERIES}"
    return StarterSettings(title, squeeze(wanted.issuer), region, labels, counties)


def parse_counties(text: str, known: Sequence[County] = ()) -> tuple[County, ...]:
    """Parse a list such as `甲县=jiaxian,乙县`. Raises `BadParameter`.

    A county without a slug is the one of that name or short name among those known of the region, else it is numbered.
    """
    names = {name: county for county in known for name in (county.short, county.name)}
    entries = [entry.strip() for entry in SEPARATORS.split(text) if entry.strip()]
    pairs = [tuple(part.strip() for part in entry.partition("=")[::2]) for entry in entries]
    counties = tuple(
        names[name] if name in names and not slug else County(name=name, slug=slug or f"c{n}")
        for n, (name, slug) in enumerate(pairs, 1)
    )
    for values, label in (([c.name for c in counties], "名称"), ([c.slug for c in counties], "网址名")):
        repeated = next((value for value in values if values.count(value) > 1 or not value), None)
        if repeated is not None:
            raise click.BadParameter(f"[E021] {label}“{repeated}”是空的，或者写了两次", param_hint="--counties")
    wrong = next((c.slug for c in counties if not SLUG.fullmatch(c.slug)), "")
    if wrong:
        message = f"[E021] 网址名“{wrong}”只能用小写字母、数字和短横，如 jiaxian"
        raise click.BadParameter(message, param_hint="--counties")
    return counties


def squeeze(text: str) -> str:
    """Return a name on one line without needless spaces."""
    return " ".join(text.split())


def report(folder: Path, created: CreatedFiles, wheel: Path | None, *, existed: bool) -> None:
    """Print what was done with the files."""
    shown = relative_path(folder)
    if created.written:
        echo(f"{'补上了' if existed else '新办了档案'} {shown}：写了 {len(created.written)} 个文件。")
    if created.replaced:
        echo(f"换上了这个版本的：{'、'.join(created.replaced)}")
    if created.kept:
        echo(f"已经有了、内容不同，没有改动：{'、'.join(created.kept)}")
    if not (created.written or created.replaced or created.kept):
        echo(f"{shown} 里的文件都已经有了，没有改动。")
    if wheel is None:
        echo("没有找到程序的安装包：双击启动和自动构建要用它，用 --wheel 再运行一次，或照 升级.md 放进 vendor。")
    elif older := [path.name for path in find_vendored_wheels(folder) if path.name != wheel.name]:
        echo(f"旧的安装包可以删去：{'、'.join(older)}")
