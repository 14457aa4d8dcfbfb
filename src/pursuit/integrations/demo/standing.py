"""Where the open deals stand today: their next steps, and the few that are meant to have something wrong."""

from pursuit.domain.projects.actions.workspaces import set_workspace
from pursuit.integrations.demo import scenes
from pursuit.integrations.demo.deal import Data, Deal
from pursuit.integrations.demo.world import World
from pursuit.kernel.actor import Actor

# What is wrong, with how many deals.
WRONG = {"no_step": 4, "late_sign": 6, "late_step": 9, "silent": 4, "suspended": 5}
RESTS = ("客户集团重组，暂停一切招标", "现场停产检修，年后再议", "等待环评批复")
WORDS = (
    ("resources", "at_risk", "方案负责人下月借调，替补未定"),
    ("strategy", "sound", "策略已在周会上过会，未录入系统"),
    ("execution", "at_risk", "客户联系人更换，计划要重排"),
    ("monitoring", "at_risk", "竞争对手突然降价，需每日跟踪"),
    ("charter", "sound", "立项书已签，附件待上传"),
)


def mark(world: World, deals: list[Deal]) -> None:
    """Choose what will be wrong with which open deal, before anything is noted."""
    open_ones = [deal for deal in deals if deal.course.open and deal.course.start < -45]
    for what, count in WRONG.items():
        # The person of the sign-ins has one of each, so that the desk shows what it can do.
        for turn in range(count):
            free = [deal for deal in open_ones if not deal.notes]
            mine = [deal for deal in free if deal.owner.username == "seller"]
            chosen = world.dice.pick(mine if turn == 0 and mine and what != "suspended" else free)
            chosen.notes.add(what)
            if what == "late_sign":
                late = world.dice.between(-16, -3)
                chosen.course.slips = [slip for slip in chosen.course.slips if slip[1] < late and slip[0] < late - 20]
                if chosen.course.slips:
                    chosen.course.slips.append((late - 19, late))
                else:
                    chosen.course.first_sign = late


def write(world: World, deals: list[Deal]) -> None:
    """Note the last touch of every open deal."""
    for deal in deals:
        if deal.course.open:
            _rest(world, deal) if "suspended" in deal.notes else _step(world, deal)
    sound = [deal for deal in deals if deal.course.open and not deal.notes]
    for deal, (workspace, state, reason) in zip(world.dice.some(sound, len(WORDS)), WORDS, strict=False):

        def say(actor: Actor, deal: Deal = deal, word: tuple[str, str, str] = (workspace, state, reason)) -> None:
            workspace, state, reason = word
            set_workspace.run(actor, {"project": deal.pk, "workspace": workspace, "state": state, "reason": reason})

        world.diary.note(deal.around(world, -world.dice.between(2, 20)), deal.owner, say)


def _step(world: World, deal: Deal) -> None:
    if "no_step" in deal.notes:
        return
    dice = world.dice
    told = -dice.between(0, 9)
    due = dice.between(1, 16)
    if "silent" in deal.notes:
        told = -dice.between(19, 34)
    elif "late_step" in deal.notes:
        due = -dice.between(1, 8)
        told = due - dice.between(2, 6)
    told = max(told, deal.course.turns[-1][1])
    by = deal.team[1] if len(deal.team) > 1 and dice.chance(25) else deal.owner
    step = dice.pick(scenes.STEPS[deal.course.stage])

    data: Data = {"next_step": step, "next_step_on": world.day(due), "next_step_owner": by.pk}
    deal.step(deal.thread.at(told), "projects.set_next_step", lambda: data)


def _rest(world: World, deal: Deal) -> None:
    reason = world.dice.pick(RESTS)
    day = max(-world.dice.between(20, 70), deal.course.turns[-1][1])

    if deal.course.turns[-1][1] < day - 63:  # it rested before, and went on
        deal.step(deal.around(world, day - 60), "projects.suspend", lambda: {"reason": reason})
        deal.step(deal.around(world, day - 25), "projects.resume", lambda: {"reason": "客户通知恢复招标准备"})
    deal.step(deal.thread.at(day), "projects.suspend", lambda: {"reason": reason})
