"""How much there is on a board, for receipts and for comparison with what other readers count."""

from dataclasses import dataclass

from pursuit.integrations.boards.board import Board


@dataclass(frozen=True, slots=True)
class Counts:
    """members and labels: those of the board itself, not people met in the history only."""

    projects: int
    sections: int
    sections_archived: int
    cards: int
    cards_archived: int
    cards_in_archived_sections: int
    cards_without_section: int
    cards_done: int
    cards_with_start: int
    cards_with_due: int
    cards_with_members: int
    subtasks: int
    members: int
    assignments: int
    labels: int
    labellings: int
    checklists: int
    check_items: int
    check_items_done: int
    comments: int
    comments_told: int
    attachments: int
    fields: int
    values: int
    links: int


def count(board: Board) -> Counts:
    """cards_in_archived_sections: those not archived themselves; comments_told: as the cards say of themselves."""
    cards = board.cards
    archived = {one.id for one in board.sections if one.archived}
    known = {one.id for one in board.sections}
    places = [(card, {place.section for place in card.places if place.section}) for card in cards]
    items = [item for card in cards for each in card.checklists for item in each.items]
    return Counts(
        projects=len(board.projects),
        sections=len(board.sections),
        sections_archived=len(archived),
        cards=len(cards),
        cards_archived=sum(card.archived for card in cards),
        cards_in_archived_sections=sum(not card.archived and bool(at) and at <= archived for card, at in places),
        cards_without_section=sum(not at & known for _card, at in places),
        cards_done=sum(card.done for card in cards),
        cards_with_start=sum(card.start is not None for card in cards),
        cards_with_due=sum(card.due is not None for card in cards),
        cards_with_members=sum(bool(card.members) for card in cards),
        subtasks=sum(bool(card.parent) for card in cards),
        members=sum(not one.former for one in board.people),
        assignments=sum(len(card.members) for card in cards),
        labels=len(board.labels),
        labellings=sum(len(card.labels) for card in cards),
        checklists=sum(len(card.checklists) for card in cards),
        check_items=len(items),
        check_items_done=sum(item.done for item in items),
        comments=sum(len(card.comments) for card in cards),
        comments_told=sum(card.comments_told or 0 for card in cards),
        attachments=sum(len(card.attachments) for card in cards),
        fields=len(board.fields),
        values=sum(len(card.custom) for card in cards),
        links=sum(len(card.links) for card in cards),
    )
