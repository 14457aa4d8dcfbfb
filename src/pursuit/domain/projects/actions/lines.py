"""Parties, product lines, competitors and visits of a project."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.projects.actions import trail
from pursuit.domain.projects.fields import AccountRef, ProjectId
from pursuit.domain.projects.models import Party, ProductLine, Project, Rival, VisitLink
from pursuit.kernel import context as surroundings
from pursuit.kernel import records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Amount, Label, Line, Prose, Ref, TermOf

EDIT = "projects.edit"
Row = Annotated[int, Label(_("Line"), widget="hidden")]
PartyRole = Annotated[str, TermOf("party_role"), Label(_("Role"))]
Name = Annotated[Line, Label(_("Name"))]
Note = Annotated[Prose, Label(_("Note"), widget="long")]
ProductRef = Annotated[int, Ref("product"), Label(_("Product"))]
Quantity = Annotated[float, Field(gt=0, le=1_000_000_000), Label(_("Quantity"), widget="number")]
Price = Annotated[Amount, Label(_("Unit price"))]
CompetitorRef = Annotated[int, Ref("competitor"), Label(_("Competitor"))]
RivalStage = Annotated[str, TermOf("rival_stage"), Label(_("Stage"))]
Strengths = Annotated[Prose, Label(_("Strengths"), widget="long")]
Weaknesses = Annotated[Prose, Label(_("Weaknesses"), widget="long")]
RivalPrice = Annotated[Amount, Label(_("Their price"))]
PriceSource = Annotated[Line, Label(_("Public source of the price"))]
Estimated = Annotated[bool, Label(_("Estimated"))]
VisitRef = Annotated[int, Ref("visit"), Label(_("Visit"))]


@action("projects.add_party", right=EDIT, public="projects.add-party")
def add_party(
    *,
    actor: Actor,
    project: ProjectId,
    role: PartyRole,
    account: AccountRef | None = None,
    name: Name = "",
    note: Note = "",
) -> Party:
    """A company that takes part: an account of ours, or a name."""
    row = records.load(Project, actor, project, EDIT)
    if account is None and not name:
        raise Refused("name_needed", _("Choose an account or write a name."), "name")
    if account is not None and Party.objects.filter(project=row, account=account, role=role).exists():
        raise Conflict("already_there", _("This company has this role already."), "account")
    party = Party.objects.create(project=row, account_id=account, name=name, role=role, note=note)
    trail.note(actor, row, "project.party_added", party=party.pk, account=account, name=name, role=role)
    return party


@action("projects.remove_party", right=EDIT, public="projects.remove-party")
def remove_party(*, actor: Actor, project: ProjectId, party: Row) -> Project:
    """Take a company off."""
    row = records.load(Project, actor, project, EDIT)
    found = Party.objects.filter(pk=party, project=row).first()
    if found is None:
        raise Missing("not_found", _("There is no such line."))
    found.delete()
    company = found.account_id or found.name
    trail.note(actor, row, "project.party_removed", party=party, company=company, role=found.role)
    return row


@action("projects.put_line", right=EDIT, public="projects.put-line")
def put_line(
    *,
    actor: Actor,
    project: ProjectId,
    product: ProductRef,
    quantity: Quantity = 1,
    price: Price | None = None,
    note: Name = "",
    line: Row | None = None,
) -> ProductLine:
    """Add a product line, or write an existing one anew."""
    row = records.load(Project, actor, project, EDIT)
    found = ProductLine(project=row) if line is None else ProductLine.objects.filter(pk=line, project=row).first()
    if found is None:
        raise Missing("not_found", _("There is no such line."))
    found.product_id, found.quantity, found.note = product, round(quantity * 1000), note
    found.price = price.minor if price else None
    found.price_currency = price.currency if price else "CNY"
    found.save()
    trail.note(actor, row, "project.line_put", line=found.pk, product=product, quantity=quantity, price=price)
    return found


@action("projects.remove_line", right=EDIT, public="projects.remove-line")
def remove_line(*, actor: Actor, project: ProjectId, line: Row) -> Project:
    """Take a product line off."""
    row = records.load(Project, actor, project, EDIT)
    found = ProductLine.objects.filter(pk=line, project=row).first()
    if found is None:
        raise Missing("not_found", _("There is no such line."))
    found.delete()
    trail.note(actor, row, "project.line_removed", line=line, product=found.product_id, quantity=found.quantity)
    return row


@action("projects.put_rival", right=EDIT, public="projects.put-rival")
def put_rival(
    *,
    actor: Actor,
    project: ProjectId,
    competitor: CompetitorRef,
    stage: RivalStage = "c1",
    strengths: Strengths = "",
    weaknesses: Weaknesses = "",
    price: RivalPrice | None = None,
    price_source: PriceSource = "",
    price_estimated: Estimated = False,
) -> Rival:
    """A competitor's position; a price has a public source or is marked as estimated."""
    row = records.load(Project, actor, project, EDIT)
    if price is not None and not (price_source or price_estimated):
        raise Refused(
            "source_needed", _("Name the public source of this price, or mark it as estimated."), "price_source"
        )
    rival, made = Rival.objects.update_or_create(
        project=row,
        competitor_id=competitor,
        defaults={
            "stage": stage,
            "strengths": strengths,
            "weaknesses": weaknesses,
            "price": price.minor if price else None,
            "price_currency": price.currency if price else "CNY",
            "price_source": price_source,
            "price_estimated": price_estimated,
        },
    )
    verb = "project.rival_added" if made else "project.rival_changed"
    trail.note(actor, row, verb, rival=rival.pk, competitor=competitor, stage=stage, price=price)
    return rival


@action("projects.remove_rival", right=EDIT, public="projects.remove-rival")
def remove_rival(*, actor: Actor, project: ProjectId, competitor: CompetitorRef) -> Project:
    """Take a competitor off."""
    row = records.load(Project, actor, project, EDIT)
    if not Rival.objects.filter(project=row, competitor=competitor).delete()[0]:
        raise Missing("not_found", _("There is no such line."))
    trail.note(actor, row, "project.rival_removed", competitor=competitor)
    return row


@action("projects.link_visit", right=EDIT, public="projects.link-visit")
def link_visit(*, actor: Actor, project: ProjectId, visit: VisitRef) -> VisitLink:
    """The visit was made for this project."""
    row = records.load(Project, actor, project, EDIT)
    link = VisitLink.objects.filter(project=row, visit=visit).first()
    if link is None:
        at, by = surroundings.moment(), surroundings.author(actor)
        link = VisitLink.objects.create(project=row, visit_id=visit, at=at, by_id=by)
        trail.note(actor, row, "project.visit_linked", visit=visit)
    return link


@action("projects.unlink_visit", right=EDIT, public="projects.unlink-visit")
def unlink_visit(*, actor: Actor, project: ProjectId, visit: VisitRef) -> Project:
    """It was not."""
    row = records.load(Project, actor, project, EDIT)
    if VisitLink.objects.filter(project=row, visit=visit).delete()[0]:
        trail.note(actor, row, "project.visit_unlinked", visit=visit)
    return row
