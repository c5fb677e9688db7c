"""The state while the times and plans of a text are read, and what it gives each quantity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from taizhou_brief.chinese.characters import ONE_TO_NINE
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.candidates import Candidate
from taizhou_brief.quantities.certainty import Place, lasts
from taizhou_brief.quantities.cues import Cue, CueRole
from taizhou_brief.quantities.periods import (
    find_whole_year,
    is_coming,
    is_distant,
    is_long_ago,
    is_past,
    join_periods,
    move_years,
    year_before,
    year_of,
)
from taizhou_brief.quantities.time_frames import NO_REFERENCE, PLANNED, OwnTime, Reference, TimeFrame
from taizhou_brief.quantities.time_roles import TimeRole, find_role, is_opening
from taizhou_brief.quantities.times import TimeExpression, TimeForm, add_open_end, choose_year

_MULTIPLES = {"%", "倍", "‰"}
_LINK = lazy_compile(" ?[、和及与] ?$")
_SPAN_LINK = lazy_compile(" ?(?:到|至|-|~|—) ?")
_CHANGES = "增提降减上下高低多少缩翻涨落跌净扩改快慢贵早晚收窄变"
_BASE_GAP = lazy_compile(f"[^，。；：！？{_CHANGES}]{{0,12}}")
_CHANGE_AFTER = lazy_compile(f"[^，。；！？、]{{0,8}}?[{_CHANGES}到至为跃调发]")
_FROM_BEFORE = lazy_compile("[由从][^，。；0-9]{0,6}$")
_REACH_AFTER = lazy_compile("[^，。；！？]{0,10}?(?:到|至|为|成)")
_REACHED_BEFORE = lazy_compile("[由从].*(?:到|至|为|达)了?$")
_BRACKET_ALONE = lazy_compile("(?:的?数据?|数字)?）")
_FRAME_ENDS = {"", "期间", "时期", "以来", "末", "止", "间", "里", "中", "当天"}
"""What may follow a time that is all of its clause."""
_YEARS_BEFORE = lazy_compile(f"[两{ONE_TO_NINE[1:]}十](?:年|个月|天)$")
_GOES_ON = lazy_compile("分别|均|都|其中|且|并")
"""What continues the statement of the clause before it."""
_ATTRIBUTE_GAP = lazy_compile("[^，。；：、]{1,14}的")
_CONTEXT = 40
"""Characters of a clause before a quantity that are searched."""
_NEAR_BRACKET = 8
"""Characters between a quantity and a bracket that belongs to it."""


class ReferenceTracker:
    """The state while a text is read: the frame, the plan and the attribute in force."""

    def __init__(self, text: str, folded: str, day: date, *, planned: bool = False) -> None:
        self.text, self.folded, self.day = text, folded, day
        self.references: list[Reference] = []
        self.frame: TimeFrame | None = None
        self.heading: TimeFrame | None = None
        self.own: OwnTime | None = None
        self.group: list[OwnTime] = []
        self.group_used = 0
        self.clause, self.clause_start, self.sentence_start, self.frames_since = 0, 0, 0, 0
        self.planned, self.plan_clause, self.aim, self.is_past_plan = planned, -1, planned, False
        self.outer: tuple[TimeFrame | None, bool] | None = None
        self.last_time: TimeExpression | None = None
        self.last_end = 0

    # --- marks -------------------------------------------------------------------------------------------------------
    def read_cue(self, cue: Cue) -> None:
        """Take account of a word or mark, unless it is part of a time."""
        if self.last_time is None or cue.start >= self.last_time.end:
            _READERS[cue.role](self, cue)

    def end_clause(self, cue: Cue) -> None:
        """End a clause, and with it the reach of an attribute."""
        frame = self.frame
        if frame and frame.clause == self.clause:
            is_first = is_opening(self.folded, self.clause_start, frame.start)
            if is_first and self.folded[frame.end : cue.start] in _FRAME_ENDS:
                frame.clause += 1
            elif frame.is_aside and frame.is_used and not _GOES_ON.match(self.folded, cue.end):
                self.frame = frame.previous
            elif frame.is_attribute or (not frame.is_used and self.is_of_event(frame)):
                self.frame = None
        self.own = None
        if self.group and self.group[-1].end != cue.start:
            self.group.clear()
            self.group_used = 0
        self.clause, self.clause_start = self.clause + 1, cue.end

    def is_of_event(self, frame: TimeFrame) -> bool:
        """Return whether a clause without a quantity gives the time of an event, which governs nothing else."""
        if is_long_ago(frame.value, self.day):
            return True
        return bool(frame.event_end) and (is_past(frame.value, self.day) or "-" in frame.value)

    def end_heading(self, cue: Cue) -> None:
        """End a clause that introduces others: its time is that of all of them."""
        frame = self.frame
        if frame and frame.clause == self.clause and not self.outer and not frame.is_used:
            self.heading = frame
            frame.event_end = 0
        self.end_clause(cue)

    def end_part(self, cue: Cue) -> None:
        """End one of the equal parts of a sentence."""
        self.end_clause(cue)
        if self.heading:
            self.frame = self.heading

    def end_sentence(self, cue: Cue) -> None:
        """End a sentence, and with it a plan, and each time that is not certain for the next one."""
        self.end_part(cue)
        frame = self.frame
        if frame and frame is not self.heading and (self.planned or self.frames_since != 1 or not lasts(frame)):
            self.frame = None
        self.planned, self.sentence_start, self.frames_since = self.aim, cue.end, 0

    def end_line(self, cue: Cue) -> None:
        """End a paragraph."""
        self.aim = self.aim and self.folded[cue.start - 1] == "："
        self.end_sentence(cue)

    def open_bracket(self, cue: Cue) -> None:
        """Begin a remark in brackets; one just after a base is about it."""
        self.outer = self.frame, self.planned
        if self.own and self.own.end != cue.start:
            self.own = None

    def close_bracket(self, _: Cue) -> None:
        """Return from a remark to what was before it."""
        if self.outer:
            (self.frame, self.planned), self.outer = self.outer, None

    # --- words -------------------------------------------------------------------------------------------------------
    def start_plan(self, _: Cue) -> None:
        """Begin a plan: the time of a result before it ends, unless it is in the same clause and has no quantity."""
        frame = self.frame
        if frame and frame is not self.heading:
            is_over = is_past(frame.value, self.day) or frame.value.endswith("/") or frame.value == self.day.isoformat()
            is_other = frame.clause != self.clause and is_over
            if is_other or (frame.is_used and not self.planned):
                self.frame = None
        self.planned, self.plan_clause, self.is_past_plan = True, self.clause, False

    def start_aim(self, cue: Cue) -> None:
        """Begin plans that may go on in further sentences."""
        self.start_plan(cue)
        self.aim = True

    def start_past_plan(self, _: Cue) -> None:
        """Begin a plan of the past, which has no time unless one follows."""
        self.frame, self.planned, self.plan_clause, self.is_past_plan = None, True, self.clause, True

    def start_result(self, cue: Cue) -> None:
        """Return from a plan in another clause to results."""
        if self.planned and self.plan_clause != self.clause and not (self.aim and cue.word == "累计"):
            self.end_plan()
        if _YEARS_BEFORE.search(self.folded, max(0, cue.start - 4), cue.start):
            self.forget_time(cue)

    def end_plan(self) -> None:
        """End a plan with its time."""
        frame = self.frame
        if frame and (frame.clause <= self.plan_clause or frame.is_goal or is_coming(frame.value, self.day)):
            self.frame = None
        self.planned = self.aim = False

    def start_present(self, cue: Cue) -> None:
        """Begin a present state."""
        self.planned = self.aim = False
        self.set_frame(self.day.isoformat(), cue.start, cue.end)

    def forget_time(self, _: Cue) -> None:
        """Forget the times before a vague one."""
        self.frame = self.own = None

    def note_event(self, cue: Cue) -> None:
        """Note that the time of the clause is that of an event."""
        frame = self.frame
        if (
            frame
            and frame.clause == self.clause
            and not (frame.is_used or frame.event_end or frame.value.endswith("/"))
        ):
            frame.event_end = cue.end

    # --- times -------------------------------------------------------------------------------------------------------
    def read_time(self, time: TimeExpression, *, is_in_plan: bool) -> None:
        """Give a time expression its role."""
        folded, own, previous = self.folded, self.own, self.last_time
        if self.is_past_plan and self.plan_clause == self.clause:
            time = choose_year(time, self.day.year)
        follows_base = bool(own and own.role is TimeRole.BASE and _LINK.search(folded, own.end, time.start))
        role = find_role(folded, time, self.clause_start, follows_base=follows_base)
        if role is TimeRole.NONE or (
            time.form is TimeForm.SAME_YEAR and not is_in_plan and folded[time.end - 1] == "内"
        ):
            return
        self.last_time = time
        value = self.resolve(time, is_in_plan=is_in_plan)
        if self.join_previous(previous, time, value) or self.read_bracket(time, value):
            return
        text = self.text[time.start : time.end]
        match role:
            case TimeRole.BASE | TimeRole.FROM | TimeRole.ATTRIBUTE:
                self.own = OwnTime(value, text, time.end, role)
            case TimeRole.SINCE:
                self.set_frame(add_open_end(value, "/"), time.start, time.end)
            case TimeRole.ASIDE:
                previous_frame = self.frame
                self.set_frame(value, time.start, time.end)
                if self.frame:
                    self.frame.is_aside, self.frame.previous = True, previous_frame
            case TimeRole.END:
                self.frame, self.planned = None, self.planned and not self.is_past_plan
            case TimeRole.GOAL | TimeRole.REACH:
                self.set_goal(time, value, is_in_plan=is_in_plan, is_before=role is TimeRole.GOAL)
            case _:
                self.start_frame(time, value, is_in_plan=is_in_plan)

    def is_behind(self, time: TimeExpression) -> bool:
        """Return whether a time of another clause than the plan is over: a past year, or a month of a plan's year."""
        if self.plan_clause == self.clause or not time.value or not is_past(time.value, self.day):
            return False
        if time.form is TimeForm.NEAR:
            frame, year = self.frame, str(self.day.year)
            return bool(frame and year_of(frame.value) == year and time.value.startswith(year))
        return time.form is TimeForm.COMPLETE

    def resolve(self, time: TimeExpression, *, is_in_plan: bool) -> str:
        """Return the period of a time expression, which may need the frame before it."""
        frame, today = self.frame, self.day
        year = year_of(frame.value) if frame else ""
        match time.form:
            case TimeForm.YEAR_BEFORE:
                return year_before(frame.value) if frame else ""
            case TimeForm.SAME_YEAR:
                return year or find_whole_year(today, is_in_plan=is_in_plan)
            case TimeForm.SAME_MONTH:
                return frame.value if frame and len(frame.value) == len("2021-10") else ""
            case TimeForm.EARLIER if year:
                return move_years(time.value, int(year) - today.year)
            case TimeForm.NEAR:
                return self.resolve_near(time, year, is_in_plan=is_in_plan)
            case _:
                return time.coming if is_in_plan else time.value

    def resolve_near(self, time: TimeExpression, year: str, *, is_in_plan: bool) -> str:
        """Return the period of a month without a year; empty if the last one is long past."""
        frame = self.frame
        is_edge = self.folded[time.start] == "年"
        if frame and year and (is_edge or frame is self.heading or frame.clause == self.clause):
            return move_years(time.value, int(year) - int(time.value[:4]))
        value = time.coming if is_in_plan else time.value
        return "" if not is_in_plan and is_distant(value, self.day) else value

    def join_previous(self, previous: TimeExpression | None, time: TimeExpression, value: str) -> bool:
        """Join a time with the one before it: 2019年至2021年 is one period, 2019年、2020年 are a list."""
        if previous is None or time.start - previous.end > 3 or previous.end < self.clause_start:
            return False
        between, frame = self.folded[previous.end : time.start], self.frame
        if _SPAN_LINK.fullmatch(between) and previous.value and value:
            first = previous.coming if is_coming(value, self.day) else previous.value
            joined = add_open_end(first, "/") if time.form is TimeForm.NOW else join_periods(first, value)
            self.set_frame(joined, previous.start, time.end)
            return True
        if not _LINK.fullmatch(between):
            return False
        if frame and frame.end == previous.end:
            self.group.append(OwnTime(frame.value, frame.text, frame.end, TimeRole.ATTRIBUTE))
        if not self.group or self.group[-1].end != previous.end:
            return False
        self.group.append(OwnTime(value, self.text[time.start : time.end], time.end, TimeRole.ATTRIBUTE))
        self.frame = None
        return True

    def read_bracket(self, time: TimeExpression, value: str) -> bool:
        """Read a time that is alone in a bracket: of the quantity just before it, otherwise a frame in apposition."""
        if self.outer is None or self.folded[time.start - 1] != "（" or not _BRACKET_ALONE.match(self.folded, time.end):
            return False
        if self.last_end > self.clause_start and time.start - 1 - self.last_end <= _NEAR_BRACKET:
            text = self.text[time.start : time.end] if value else ""
            self.references[-1] = self.references[-1]._replace(as_of=value, as_of_text=text)
        else:
            self.set_frame(value, time.start, time.end)
            self.outer = self.frame, self.planned
        return True

    def start_frame(self, time: TimeExpression, value: str, *, is_in_plan: bool) -> None:
        """Begin a frame; the time of a result ends a plan of another clause."""
        if self.planned and self.plan_clause != self.clause and not is_in_plan:
            self.end_plan()
        self.set_frame(value, time.start, time.end)

    def set_frame(self, value: str, start: int, end: int, *, is_goal: bool = False) -> None:
        """Replace the frame; an empty time leaves none."""
        text = self.text[start:end]
        self.frame = TimeFrame(value, text, start, end, self.clause, is_goal) if value else None
        self.frames_since += 1
        self.own = None

    def set_goal(self, time: TimeExpression, value: str, *, is_in_plan: bool, is_before: bool) -> None:
        """Begin the time by which something is to be reached, if it is to come; before a past one is no time."""
        is_past_month = time.value.startswith(f"{self.day.year}-") and time.value != time.coming
        if not is_in_plan and is_past_month:
            self.set_frame("" if is_before else time.value, time.start, time.end)
        elif is_before and not is_past(time.coming or value, self.day):
            self.set_frame(time.coming or value, time.start, time.end, is_goal=True)
        elif not is_before and is_coming(time.coming, self.day):
            self.set_frame(time.coming, time.start, time.end, is_goal=True)
        else:
            self.set_frame("" if is_before else value, time.start, time.end)

    # --- quantities --------------------------------------------------------------------------------------------------
    def read_quantity(self, candidate: Candidate) -> None:
        """Append the reference of a quantity."""
        self.references.append(self.find_reference(candidate))
        self.last_end = candidate.end
        if self.frame:
            self.frame.is_used = True
            self.frame.is_attribute |= bool(_ATTRIBUTE_GAP.fullmatch(self.folded, self.frame.end, candidate.start))

    def find_reference(self, candidate: Candidate) -> Reference:
        """Return the reference of a quantity: of its own time, otherwise of the frame."""
        start, end, folded = candidate.start, candidate.end, self.folded
        own, self.own = self.own, None
        if own and self.belongs_to(own, candidate):
            return Reference(own.value, own.text, is_coming(own.value, self.day)) if own.value else NO_REFERENCE
        if self.group:
            return self.find_group_reference(start)
        clause = folded[max(self.clause_start, start - _CONTEXT) : start]
        if _FROM_BEFORE.search(clause) and _REACH_AFTER.match(folded, end):
            return NO_REFERENCE
        frame = self.frame
        target = self.planned or bool(frame and (frame.is_goal or is_coming(frame.value, self.day)))
        target = target and candidate.kind != "age"
        value = self.find_value(frame, candidate, target=target) if frame else ""
        if not frame or not value:
            return PLANNED if target else NO_REFERENCE
        return Reference(value, frame.text, target)

    def belongs_to(self, own: OwnTime, candidate: Candidate) -> bool:
        """Return whether a time belongs to a quantity: not to a multiple of what was then, nor to a difference."""
        gap = self.folded[own.end : candidate.start]
        is_changed = _CHANGE_AFTER.match(self.folded, candidate.end)
        match own.role:
            case TimeRole.ATTRIBUTE:
                return True
            case TimeRole.FROM:
                return bool(_BASE_GAP.fullmatch(gap))
        if gap.endswith("的") and candidate.unit in _MULTIPLES and not is_changed:
            return False
        return gap[:1] in {"", "的", "（"} or bool(is_changed and _BASE_GAP.fullmatch(gap))

    def find_group_reference(self, start: int) -> Reference:
        """Return the reference of a quantity after a list of times: each has its own after 分别."""
        group, position = self.group, self.group_used
        is_distributed = position > 0 or "分别" in self.folded[group[-1].end : start]
        self.group_used += 1 if is_distributed else len(group)
        if position >= len(group) or not is_distributed:
            return PLANNED if self.planned else NO_REFERENCE
        own = group[position]
        return Reference(own.value, own.text, self.planned or is_coming(own.value, self.day))

    def find_value(self, frame: TimeFrame, candidate: Candidate, *, target: bool) -> str:
        """Return the time that a frame gives a quantity, if it is certain; what is fixed ends a frame before it."""
        place = Place(self.folded, candidate, self.sentence_start, self.clause_start)
        if frame.clause != self.clause and place.is_fixed(
            is_new_sentence=frame.end < self.sentence_start, target=target
        ):
            self.frame = None
            return ""
        return place.find_value(frame, is_same_clause=frame.clause == self.clause)


_READERS: dict[CueRole, Callable[[ReferenceTracker, Cue], None]] = {
    CueRole.CLAUSE: ReferenceTracker.end_clause,
    CueRole.HEADING: ReferenceTracker.end_heading,
    CueRole.PART: ReferenceTracker.end_part,
    CueRole.SENTENCE: ReferenceTracker.end_sentence,
    CueRole.LINE: ReferenceTracker.end_line,
    CueRole.OPEN: ReferenceTracker.open_bracket,
    CueRole.CLOSE: ReferenceTracker.close_bracket,
    CueRole.PLAN: ReferenceTracker.start_plan,
    CueRole.AIM: ReferenceTracker.start_aim,
    CueRole.PAST_PLAN: ReferenceTracker.start_past_plan,
    CueRole.RESULT: ReferenceTracker.start_result,
    CueRole.NOW: ReferenceTracker.start_present,
    CueRole.VAGUE: ReferenceTracker.forget_time,
    CueRole.EVENT: ReferenceTracker.note_event,
}
"""Method for each kind of cue; in the module, since a tracker with its own methods would be a cycle."""
