"""Projects as an import tells them: how each began, what happened to it, and where it stands now."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from bench.web import words
from bench.web.company import Company, Seller
from pursuit.domain.methods.models import Method, Stage
from pursuit.kernel import clock
from pursuit.kernel.money import Money

YEARS = 6
GRADES = ("a", "b", "b", "c", "c", "c", "d", "d")
BUDGETS = ("none", "planned", "applied", "approved", "allocated")
MODES = ("open_tender", "invited_tender", "negotiation", "inquiry", "single_source", "direct")
LOST = ("price", "too_late", "feature", "slow", "parameters", "no_reference")
WON = ("need_matched", "coach", "early", "best_price", "reference")
METHODS = (("tender", 60), ("direct", 30), ("framework", 4), ("renewal", 6))
Data = dict[str, object]
Customer = tuple[int, str]  # id, short name


class Teller:
    """Invents one project after another."""

    def __init__(self, company: Company, accounts: list[Customer], dice: random.Random, today: date) -> None:
        self.company, self.accounts, self.dice, self.today = company, accounts, dice, today
        self.methods = dict(Method.objects.values_list("code", "pk"))
        self.stages = {
            code: list(Stage.objects.filter(version__method__code=code).order_by("position"))
            for code, _share in METHODS
        }
        # A few sellers have many deals, most have some.
        self.weights = [dice.lognormvariate(0, 0.5) for _ in company.sellers]

    def past(self) -> Data:
        dice = self.dice
        seller = dice.choices(self.company.sellers, self.weights)[0]
        # More in the present than in the past: the company has grown.
        age = int(dice.betavariate(1, 1.5) * 365 * YEARS)
        begun = self.today - timedelta(days=age)
        length = int(dice.lognormvariate(5.1, 0.6))  # days from the beginning to the signature: half take 165
        method = dice.choices([code for code, _ in METHODS], [share for _, share in METHODS])[0]
        data = self._beginning(seller, method, begun, length)
        story = _Story(data, at_work(begun), seller.user)
        self._live(story, method, begun, length)
        return story.past()

    def _beginning(self, seller: Seller, method: str, begun: date, length: int) -> Data:
        dice = self.dice
        account, short = dice.choice(self.accounts)
        currency = "CNY" if dice.random() < 0.97 else "USD"
        data: Data = {
            "title": words.deal(dice, short),
            "method": self.methods[method],
            "account": account,
            "owner": seller.user,
            "unit": seller.unit,
            "grade": dice.choice(GRADES),
            "deal_type": dice.choice(("new", "new", "expansion", "renewal")),
            "amount": Money(round(dice.lognormvariate(13.6, 1.2)) * 1000, currency),
            "expected_sign_on": begun + timedelta(days=length),
            "budget_status": dice.choice(BUDGETS),
            "procurement_mode": dice.choice(MODES),
            "margin_percent": dice.randint(5, 45),
        }
        for name, chance in (("account", 0.02), ("amount", 0.05), ("expected_sign_on", 0.03), ("margin_percent", 0.4)):
            if dice.random() < chance:
                data.pop(name)
        return data

    def _live(self, story: "_Story", method: str, begun: date, length: int) -> None:
        dice, stages = self.dice, self.stages[method]
        open_ones = [stage for stage in stages if stage.category == "open"]
        end = begun + timedelta(days=length)
        over = end < self.today - timedelta(days=dice.randint(0, 60)) and dice.random() < 0.97
        reached = open_ones[-1] if over else dice.choice(open_ones)
        last = end if over else self.today
        self._staff(story, open_ones.index(reached), begun)
        if dice.random() < 0.3 and "expected_sign_on" in story.data:
            later = end + timedelta(days=dice.randint(14, 120))
            story.add(begun + (last - begun) / 2, "projects.update_project", {"expected_sign_on": later})
        if reached is not stages[0]:
            story.add(begun + (last - begun) / 3, "projects.move_stage", {"stage": reached.pk})
        if over:
            self._end(story, stages, end)
        elif dice.random() < 0.05:
            story.add(last - timedelta(days=1), "projects.suspend", {"reason": "客户预算未下达，暂停跟进"})
        elif dice.random() < 0.88:
            day = self.today + timedelta(days=round(dice.gauss(6, 9)))
            step: Data = {"next_step": dice.choice(words.STEPS), "next_step_on": day}
            if dice.random() < 0.1:
                step["next_step_owner"] = dice.choice(self.company.presales)
            story.add(max(begun, last - timedelta(days=dice.randint(0, 30))), "projects.set_next_step", step)

    def _staff(self, story: "_Story", steps: int, begun: date) -> None:
        if steps and self.dice.random() < 0.7:
            for role, people in (("sr", self.company.presales), ("fr", self.company.delivery)):
                if self.dice.random() < 0.6:
                    member: Data = {"user": self.dice.choice(people), "role": role}
                    story.add(begun + timedelta(days=1), "projects.add_member", member)

    def _end(self, story: "_Story", stages: list[Stage], end: date) -> None:
        dice = self.dice
        lot = dice.random()
        if lot < 0.38:
            story.add(end, "projects.close_won", {"reason": dice.choice(WON), "decided_on": end})
            behind = [stage for stage in stages if stage.category != "open"]
            far = min(len(behind) - 1, (self.today - end).days // 250)
            story.add(end + timedelta(days=1), "projects.move_stage", {"stage": behind[far].pk})
        elif lot < 0.85:
            story.add(end, "projects.close_lost", {"reason": dice.choice(LOST), "decided_on": end})
        elif lot < 0.95:
            story.add(end, "projects.abandon", {"reason": "no_bid", "decided_on": end})
        else:
            story.add(end, "projects.cancel_by_customer", {"reason": "budget", "decided_on": end})


class _Story:
    """The lines of one project, each later than the one before."""

    def __init__(self, data: Data, at: datetime, by: int) -> None:
        self.data, self.at, self.by = data, at, by
        self.lines: list[Data] = []
        self.last = at

    def add(self, day: date, action: str, data: Data) -> None:
        self.last = min(max(at_work(day), self.last + timedelta(minutes=1)), clock.now())
        self.lines.append({"at": self.last, "by": self.by, "action": action, "data": data})

    def past(self) -> Data:
        return {"at": self.at, "by": self.by, "data": self.data, "history": self.lines}


def at_work(day: date) -> datetime:
    """Somewhere in the working hours (UTC+8) of a day, the same for the same day."""
    return timezone.make_aware(datetime.combine(day, time(9))) + timedelta(minutes=day.toordinal() % 480)
