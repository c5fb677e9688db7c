"""The state while the times and plans of a text are read, and what it gives each quantity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from taizhou_brief.quantities import reference_words as words
from taizhou_brief.quantities.candidates import Candidate
from taizhou_brief.quantities.certainty import Place, is_class, is_of_closed_year, is_of_event, is_of_years, lasts
from taizhou_brief.quantities.cues import Cue, CueRole
from taizhou_brief.quantities.own_times import belongs_to
from taizhou_brief.quantities.periods import is_coming, is_past, join_periods, year_of
from taizhou_brief.quantities.resolution import Surroundings, is_over, resolve_time
from taizhou_brief.quantities.time_frames import NO_REFERENCE, PLANNED, OwnTime, Reference, TimeFrame
from taizhou_brief.quantities.time_roles import TimeRole, find_role, is_opening
from taizhou_brief.quantities.times import TimeExpression, TimeForm, add_open_end, choose_year

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
        self.part_start, self.line_start, self.year = 0, 0, ""
        self.planned, self.plan_clause, self.aim, self.is_past_plan = planned, -1, planned, False
        self.outer: tuple[TimeFrame | None, bool] | None = None
        self.last_time: TimeExpression | None = None
        self.last_end, self.cue_end, self.plan_end, self.usual_clause = 0, 0, 0, -1

    # --- marks -------------------------------------------------------------------------------------------------------
    def read_cue(self, cue: Cue) -> None:
        """Take account of a word or mark, unless it is part of a time."""
        if self.last_time is None or cue.start >= self.last_time.end:
            self.cue_end = cue.end
            _READERS[cue.role](self, cue)

    def end_clause(self, cue: Cue) -> None:
        """End a clause, and with it the reach of an attribute."""
        frame = self.frame
        if frame and frame.clause == self.clause:
            is_first = is_opening(self.folded, self.clause_start, frame.start)
            if is_first and self.folded[frame.end : cue.start] in words.FRAME_ENDS:
                frame.clause += 1
            elif frame.is_aside and not words.GOES_ON.match(self.folded, cue.end):
                self.frame = frame.previous
            elif frame.is_attribute or is_of_event(frame, self.day):
                self.frame = None
        elif frame and frame is not self.heading and frame.start < self.sentence_start < self.last_end:
            self.frame = frame if words.HANGS_ON.match(self.folded, cue.end) else None
        self.own = None
        if self.group and self.group[-1].end != cue.start:
            self.group.clear()
            self.group_used = 0
        self.clause, self.clause_start = self.clause + 1, cue.end

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
        self.part_start = cue.end
        if self.heading:
            self.frame = self.heading
        elif self.frame and self.frame.follows_quantity:
            self.frame = None

    def end_sentence(self, cue: Cue) -> None:
        """End a sentence, and with it a plan, and each time that is not certain for the next one."""
        if self.folded.startswith("其中", cue.end):
            self.end_clause(cue)
            return
        self.end_part(cue)
        frame = self.frame
        if frame and frame is not self.heading and (self.planned or self.frames_since != 1 or not lasts(frame)):
            self.frame = None
        self.planned, self.sentence_start, self.frames_since = self.aim, cue.end, 0
        self.year = ""

    def end_line(self, cue: Cue) -> None:
        """End a paragraph, and a heading in it; one that is all of its line governs the next ones."""
        line = self.folded[self.line_start : cue.start]
        self.line_start = cue.end
        if line:
            self.aim = self.aim and line[-1] == "："
            if line[-1] not in words.PARAGRAPH_ENDS:
                self.heading = None
                self.end_heading(cue)
            elif line[-1] != "：" and self.heading and self.heading.start >= cue.start - len(line):
                self.heading = self.frame = None
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
        self.planned, self.plan_clause, self.is_past_plan, self.plan_end = True, self.clause, False, self.cue_end

    def start_aim(self, cue: Cue) -> None:
        """Begin plans that may go on in further sentences."""
        self.start_plan(cue)
        self.aim = True

    def start_past_plan(self, _: Cue) -> None:
        """Begin a plan of the past, which has no time unless one follows."""
        self.frame, self.planned, self.plan_clause, self.is_past_plan = None, True, self.clause, True

    def start_result(self, cue: Cue) -> None:
        """Return from a plan in another clause, or with a quantity of its own, to results."""
        if cue.word in words.MOVED and not self.is_past_plan:
            return
        is_after = self.plan_clause != self.clause or self.last_end > self.plan_end
        if self.planned and is_after and not (self.aim and cue.word == "累计"):
            self.end_plan()
        earlier = self.frame if self.frame and self.frame.clause != self.clause else None
        if earlier and cue.word in words.ALREADY and is_of_closed_year(earlier, self.day):
            self.frame = None
        is_sum = cue.word == "累计" and earlier and (earlier.is_state or self.is_sum_of_more(earlier, cue.start))
        if is_sum or words.YEARS_BEFORE.search(self.folded, max(0, cue.start - 4), cue.start):
            self.forget_time(cue)

    def is_sum_of_more(self, frame: TimeFrame, start: int) -> bool:
        """Return whether a sum opens a clause after what was done in a period: it may have begun before that."""
        return frame.is_used and self.clause_start == start and not is_of_years(frame, self.folded)

    def end_plan(self) -> None:
        """End a plan with its time."""
        frame = self.frame
        if frame and (frame.clause <= self.plan_clause or frame.is_goal or is_coming(frame.value, self.day)):
            self.frame = None
        self.planned = self.aim = False

    def start_present(self, cue: Cue) -> None:
        """Begin a present state, or note that of the number after it: 由现在的62%提高到65%."""
        if self.folded.startswith("的", cue.end) or words.PART_BEFORE.search(self.folded, self.clause_start, cue.start):
            self.own = OwnTime(self.day.isoformat(), cue.word, cue.end, TimeRole.ATTRIBUTE)
            return
        self.planned = self.aim = False
        if words.UP_TO_BEFORE.search(self.folded, max(0, cue.start - 2), cue.start):
            first = self.own.value if self.own and self.own.role is TimeRole.FROM else ""
            self.set_frame(add_open_end(first, "/") if first else "", cue.start, cue.end)
            return
        self.set_frame(self.day.isoformat(), cue.start, cue.end)
        if self.frame:
            self.frame.is_state = True

    def forget_time(self, cue: Cue) -> None:
        """Forget the times before a vague one; a season or holiday may be that of the time in its clause."""
        if cue.word in words.SEASONS and (
            (self.frame and self.frame.clause == self.clause)
            or words.COMPARED.search(self.folded, self.clause_start, cue.start)
        ):
            return
        self.frame = self.own = None
        self.usual_clause = self.clause if cue.word in words.USUAL else self.usual_clause

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
        follows_base = bool(own and own.role is TimeRole.BASE and words.LINK.search(folded, own.end, time.start))
        role = find_role(folded, time, self.clause_start, follows_base=follows_base)
        if self.is_within_year(time, is_in_plan=is_in_plan) or role is TimeRole.NONE or time.start < self.cue_end:
            return
        self.last_time = time
        value = resolve_time(
            time, self.describe_surroundings(is_in_plan=is_in_plan), is_edge=folded[time.start] == "年"
        )
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
                self.leave_plan(is_in_plan=is_in_plan)
                self.set_goal(time, value, is_in_plan=is_in_plan, is_before=role is TimeRole.GOAL)
            case _:
                self.leave_plan(is_in_plan=is_in_plan)
                self.set_frame(value, time.start, time.end)

    def is_within_year(self, time: TimeExpression, *, is_in_plan: bool) -> bool:
        """Return whether something is done at any time of the year, 年内, which ends a shorter time before it."""
        if time.form is not TimeForm.SAME_YEAR or is_in_plan or self.folded[time.end - 1] != "内":
            return False
        if self.frame and self.frame.clause != self.clause and "-" in self.frame.value:
            self.frame = None
        return True

    def is_end_of_past(self, time: TimeExpression, value: str) -> bool:
        """Return whether a month is the end of a past year before it, or of what was already reached."""
        is_of_past = bool(self.year) and int(self.year) < self.day.year
        return bool(value) and (is_of_past or bool(words.ALREADY_AFTER.match(self.folded, time.end)))

    def is_behind(self, time: TimeExpression) -> bool:
        """Return whether a time of a clause after that of the plan is over, so that results follow."""
        if self.plan_clause == self.clause:
            return time.form is TimeForm.NOW
        around = self.describe_surroundings(is_in_plan=False)
        return is_over(time, around, is_end=self.folded[max(0, time.start - 1)] in "至到")

    def describe_surroundings(self, *, is_in_plan: bool) -> Surroundings:
        """Return what the period of a time expression may depend on."""
        frame = self.frame
        is_governed = frame is not None and (frame is self.heading or frame.clause == self.clause)
        return Surroundings(self.day, frame.value if frame else "", is_governed, self.year, is_in_plan)

    def join_previous(self, previous: TimeExpression | None, time: TimeExpression, value: str) -> bool:
        """Join a time with the one before it: 2019年至2021年 is one period, 2019年、2020年 are a list."""
        if previous is None or time.start - previous.end > 3 or previous.end < self.clause_start:
            return False
        between, frame = self.folded[previous.end : time.start], self.frame
        if words.SPAN_LINK.fullmatch(between) and previous.value and value:
            first = previous.coming if is_coming(value, self.day) else previous.value
            joined = add_open_end(first, "/") if time.form is TimeForm.NOW else join_periods(first, value)
            self.set_frame(joined, previous.start, time.end)
            return True
        if not words.LINK.fullmatch(between):
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
        if (
            self.outer is None
            or self.folded[time.start - 1] != "（"
            or not words.BRACKET_ALONE.match(self.folded, time.end)
        ):
            return False
        if self.last_end > self.clause_start and time.start - 1 - self.last_end <= _NEAR_BRACKET:
            text = self.text[time.start : time.end] if value else ""
            self.references[-1] = self.references[-1]._replace(as_of=value, as_of_text=text)
        else:
            self.set_frame(value, time.start, time.end)
            self.outer = self.frame, self.planned
        return True

    def leave_plan(self, *, is_in_plan: bool) -> None:
        """End a plan of another clause at the time of a result."""
        if self.planned and self.plan_clause != self.clause and not is_in_plan:
            self.end_plan()

    def set_frame(self, value: str, start: int, end: int, *, is_goal: bool = False) -> None:
        """Replace the frame; an empty time leaves none."""
        text, old_value = self.text[start:end], self.frame.value if self.frame else ""
        follows = self.last_end > self.part_start
        self.frame = TimeFrame(value, text, start, end, self.clause, is_goal, follows) if value else None
        self.frames_since += value != old_value
        self.year = year_of(value) or self.year
        self.own = None

    def set_goal(self, time: TimeExpression, value: str, *, is_in_plan: bool, is_before: bool) -> None:
        """Begin the time by which something is to be reached, if it is to come; before a past one is no time."""
        if not is_in_plan and not is_before and time.form is TimeForm.NEAR and self.is_end_of_past(time, value):
            self.set_frame(value, time.start, time.end)
            return
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
            self.frame.is_attribute |= bool(words.ATTRIBUTE_GAP.fullmatch(self.folded, self.frame.end, candidate.start))

    def find_reference(self, candidate: Candidate) -> Reference:
        """Return the reference of a quantity: of its own time, otherwise of the frame."""
        start, end, folded = candidate.start, candidate.end, self.folded
        own, self.own = self.own, None
        if own and belongs_to(own, folded, candidate):
            return Reference(own.value, own.text, is_coming(own.value, self.day)) if own.value else NO_REFERENCE
        if self.group:
            return self.find_group_reference(start)
        clause = folded[max(self.clause_start, start - _CONTEXT) : start]
        if words.FROM_BEFORE.search(clause) and words.REACH_AFTER.match(folded, end):
            return NO_REFERENCE
        frame = self.frame
        target = self.planned or bool(frame and (frame.is_goal or is_coming(frame.value, self.day)))
        target = target and self.usual_clause != self.clause and not is_class(folded, candidate)
        value = self.find_value(frame, candidate, target=target) if frame else ""
        if not frame or not value:
            return PLANNED if target else NO_REFERENCE
        return Reference(value, frame.text, target)

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
        if frame.clause != self.clause and place.is_opening_term:
            self.frame = self.heading
            return ""
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
