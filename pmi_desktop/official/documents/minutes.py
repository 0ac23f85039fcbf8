"""The minutes of a meeting (acta), to print and sign; also as a draft with lines to write on."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.approval import is_pupil, signers_of_council, years_in_words
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.figures.budget import budget_of
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.handing_in import Meeting, Person
from pmi_desktop.domain.numbers import show_date, show_long_date, show_money, show_time
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.quorum import quorum_of
from pmi_desktop.domain.school import CouncilMember, Member
from pmi_desktop.official.documents.page import (
    BODY,
    BOLD,
    GREY,
    HEAD,
    INK,
    NOTE,
    SECTION,
    SMALL,
    STRONG,
    TITLE,
    Cell,
    Sheet,
    register_fonts,
    style,
    table,
    text,
    write,
)  # fmt: skip

_COUNCIL = "consejo_directivo"
_LINE_HEIGHT = 20
_SIGNING_SPACE = 34
_HEADING_AND_A_BIT = 70
_TO_WRITE_IN = 20
_MONEY, _TOTAL = style(right=True), style(font=BOLD, right=True)
PUPIL = "Representante de los estudiantes"


def minutes(plan: Plan, reference: Reference, meeting: Meeting, fonts: Path, *, approves: bool | None = None) -> bytes:
    """The PDF of a meeting's minutes.

    ``approves`` adds the plan's data (objectives with their goals and actions, budget); unless told, they are added
    when the plan names this meeting as the one that approved it. What is not written yet gets lines to write on.
    """
    register_fonts(fonts)
    title = f"Acta n.º {meeting.number}" if meeting.number.strip() else "Acta n.º ________"
    sheet = Sheet(title, footer=" · ".join(part for part in (title, plan.school.name) if part))
    if approves is None:
        approves = plan.info.approval_meeting == meeting.id
    story = [*_heading(plan, reference, meeting, title), *_facts(sheet, meeting), *_attendance(sheet, plan, meeting)]
    story += _prose(sheet, "Orden del día", meeting.agenda, lines=4)
    if approves:
        story += _the_plan(sheet, plan)
    story += _prose(sheet, "Desarrollo", meeting.development, lines=8)
    if meeting.date is None and meeting.development.strip():
        story.append(_blank_lines(sheet.width, 4))
    story += _prose(sheet, "Decisiones", meeting.decisions, lines=3)
    # Nobody should sign a page with nothing on it but signatures.
    story.append(KeepTogether([*_commitments(sheet, meeting), *_signatures(sheet, _signers(plan, meeting))]))
    return write(sheet, story)


def _heading(plan: Plan, reference: Reference, meeting: Meeting, title: str) -> list[Flowable]:
    school = plan.school
    place = reference.municipalities.get(school.municipality)
    about = [f"DANE {school.dane_code}" if school.dane_code else "", place.name if place else ""]
    kind = field_of(Meeting, "kind").choices.get(meeting.kind, "Reunión")
    return [
        text(title, TITLE),
        text(kind, STRONG),
        text(school.name or "Establecimiento: ______________________________", BODY),
        text(" · ".join(part for part in about if part), NOTE),
        Spacer(0, 8),
    ]


def _facts(sheet: Sheet, meeting: Meeting) -> list[Flowable]:
    hours = " a ".join(show_time(at) for at in (meeting.starts_at, meeting.ends_at) if at)
    cells: list[Cell] = [
        [text(label, NOTE), text(words, BODY) if words else Spacer(0, _TO_WRITE_IN)]
        for label, words in (
            ("Fecha", show_long_date(meeting.date)),
            ("Hora", hours),
            ("Lugar", meeting.place),
        )
    ]
    return [table([cells], [sheet.width * share for share in (0.3, 0.22, 0.48)], heading_rows=0)]


def _attendance(sheet: Sheet, plan: Plan, meeting: Meeting) -> list[Flowable]:
    council, team = plan.all(CouncilMember), plan.all(Member)
    came = [Person(name=one.name, role=one.represents) for one in council if one.id in meeting.council_attendees]
    came += [_person(one) for one in team if one.id in meeting.attendees]
    came += meeting.guests
    expected = signers_of_council(plan) if meeting.kind == _COUNCIL else tuple(_person(one) for one in team)
    story = _headed("Asistentes")
    if not came:
        story.append(_people(sheet, expected or [Person()] * 6, "Firma de quien asistió"))
    else:
        story.append(_people(sheet, came, ""))
        if absent := _absent(plan, meeting):
            story += [Spacer(0, 4), text(f"No asistieron: {'; '.join(_in_one_line(one) for one in absent)}.", BODY)]
    if meeting.kind == _COUNCIL:
        story += [Spacer(0, 4), text(_quorum(plan, meeting), STRONG)]
    return story


def _person(member: Member) -> Person:
    return Person(name="" if is_pupil(member.group) and not is_pupil(member.name) else member.name,
                  role=member.position)  # fmt: skip


def _absent(plan: Plan, meeting: Meeting) -> list[Person]:
    """Who of the body that met did not come."""
    if meeting.kind == _COUNCIL:
        members = [one for one in plan.all(CouncilMember) if one.id not in meeting.council_attendees]
        return [Person(name=one.name, role=one.represents) for one in members]
    if meeting.kind == "equipo":
        return [_person(one) for one in plan.all(Member) if one.id not in meeting.attendees]
    return []


def _people(sheet: Sheet, people: Iterable[Person], signing: str) -> Flowable:
    titles = ["Nombre", "Cargo o a quién representa", *([signing] if signing else [])]
    shares = (0.36, 0.34, 0.3) if signing else (0.5, 0.5)
    rows: list[list[Cell]] = [
        [*(text(words or " ", BODY) for words in _printed(one)), *([Spacer(0, _TO_WRITE_IN)] if signing else [])]
        for one in people
    ]
    return table([[text(one, HEAD) for one in titles], *rows], [sheet.width * share for share in shares])


def _printed(person: Person) -> tuple[str, str]:
    """Name and role as they are printed: a pupil only by the role, even if somebody wrote a name."""
    if is_pupil(person.role) or is_pupil(person.name):
        return "", person.name if is_pupil(person.name) else PUPIL
    return person.name, person.role


def _in_one_line(person: Person) -> str:
    name, role = _printed(person)
    return f"{name} ({role})" if name and role else name or role or "sin nombre"


def _quorum(plan: Plan, meeting: Meeting) -> str:
    quorum = quorum_of(plan, meeting)
    if quorum.reached is None:
        return "Quórum: asistieron ______ de ______ miembros."
    if not meeting.council_attendees:
        return f"Quórum: se necesitan {quorum.needed} de {quorum.members} miembros. Asistieron: ______."
    verdict = "Hay quórum para decidir." if quorum.reached else "No hay quórum para decidir."
    return f"Quórum: asistieron {quorum.present} de {quorum.members} miembros; se necesitan {quorum.needed}. {verdict}"


def _prose(sheet: Sheet, title: str, words: str, *, lines: int) -> list[Flowable]:
    if not words.strip():
        return [KeepTogether([text(title, SECTION), _blank_lines(sheet.width, lines)])]
    return [*_headed(title), *(text(line or " ", BODY) for line in words.strip().split("\n"))]


def _headed(title: str) -> list[Flowable]:
    """A heading that does not stand alone at the foot of a page."""
    return [CondPageBreak(_HEADING_AND_A_BIT), text(title, SECTION)]


def _blank_lines(width: float, number: int) -> Flowable:
    return Table([[""]] * number, [width], [_LINE_HEIGHT] * number, style=[("LINEBELOW", (0, 0), (-1, -1), 0.5, GREY)])


def _the_plan(sheet: Sheet, plan: Plan) -> list[Flowable]:
    """What is approved: the objectives with how much hangs from each, and the money."""
    story = [
        *_headed("Plan que se presenta"),
        text(f"Plan de Mejoramiento Institucional {years_in_words(plan)}, versión {plan.info.version}.", BODY),
        Spacer(0, 4),
    ]
    rows: list[list[Cell]] = []
    for number, objective in enumerate(plan.all(Objective), start=1):
        goals = plan.where(Goal, "objective", objective.id)
        actions = sum(len(plan.where(Action, "goal", goal.id)) for goal in goals)
        rows.append([str(number), text(objective.text or "(sin texto)", BODY), str(len(goals)), str(actions)])
    if rows:
        heading: list[Cell] = [text(one, HEAD) for one in ("N.º", "Objetivo", "Metas", "Acciones")]
        story.append(table([heading, *rows], [sheet.width * share for share in (0.07, 0.71, 0.1, 0.12)]))
    budget = budget_of(plan)
    if budget.by_source:
        money: list[list[Cell]] = [
            [text(source or "Sin fuente", BODY), text(show_money(amount), _MONEY)]
            for source, amount in budget.by_source.items()
        ]
        money.append([text("Total", HEAD), text(show_money(budget.total), _TOTAL)])
        widths = [sheet.width * 0.71, sheet.width * 0.29]
        heading = [text(one, HEAD) for one in ("Fuente", "Valor")]
        story += [Spacer(0, 6), table([heading, *money], widths)]
    return story


def _commitments(sheet: Sheet, meeting: Meeting) -> list[Flowable]:
    heading: list[Cell] = [text(one, HEAD) for one in ("Compromiso", "Responsable", "Para cuándo")]
    rows: list[list[Cell]] = [
        [text(one.text or " ", BODY), text(one.responsible or " ", BODY), text(show_date(one.due_on) or " ", BODY)]
        for one in meeting.commitments
    ]
    rows = rows or [[Spacer(0, _TO_WRITE_IN), "", ""] for _ in range(3)]
    widths = [sheet.width * share for share in (0.56, 0.28, 0.16)]
    return [*_headed("Compromisos"), table([heading, *rows], widths)]


def _signers(plan: Plan, meeting: Meeting) -> Sequence[Person]:
    """Who signs: those named; else the council, or whoever of the team came."""
    if meeting.signers:
        return meeting.signers
    if meeting.kind == _COUNCIL:
        return signers_of_council(plan) or [Person()] * 8
    attended = [_person(one) for one in plan.all(Member) if one.id in meeting.attendees]
    return attended or [Person()] * 2


def _signatures(sheet: Sheet, signers: Sequence[Person]) -> list[Flowable]:
    """A line for each, two side by side, with the name and the role below it."""
    half = sheet.width / 2
    pairs = [signers[index : index + 2] for index in range(0, len(signers), 2)]
    blocks: list[Flowable] = []
    for pair in pairs:
        cells = [_signature(one) for one in pair] + [[Spacer(0, 0)]] * (2 - len(pair))
        look = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 24),
        ]
        blocks.append(Table([cells], [half, half], style=look))
    return [text("Firmas", SECTION), *blocks]


def _signature(person: Person) -> list[Flowable]:
    name, role = _printed(person)
    line = Table([[""]], ["100%"], [_SIGNING_SPACE], style=[("LINEBELOW", (0, 0), (-1, -1), 0.7, INK)])
    if not name and not role:
        return [line, text("Nombre y cargo", NOTE)]
    return [line, text(name or role, STRONG), *([text(role, SMALL)] if name and role else [])]
