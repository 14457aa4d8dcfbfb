"""One deal through the browser, from the lead to a receipt over two contracts, each step where people do it."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from pursuit.domain.bids.models import Bid
from pursuit.domain.catalogue.actions.products import create_product
from pursuit.domain.finance.models import Instalment
from pursuit.domain.market.actions.competitors import create_competitor
from pursuit.domain.offers.models import Quote
from pursuit.domain.projects.models import Project
from pursuit.kernel.money import Money
from tests.cast import PASSWORD, Cast, assemble
from tests.plumbing.browser import screenshot
from tests.plumbing.gates import shipped_points
from tests.stories.deal import beginning, bidding, cashing, contracting, deciding, founding, offering, winning
from tests.stories.deal.words import GOODS, RIVAL, TITLE, VISIT
from tests.stories.hands import fits, sign_in, with_password

WIDTHS = {"ar": 1400, "finance": 1400, "director": 390, "manager": 390}
MAIN, SPARES = f"{TITLE}合同", "港区闸口备件合同"


class Company:
    """Everybody at their own screen: seller and finance at a desk, those who decide on a phone."""

    def __init__(self, cast: Cast, open_page: Callable[..., Page]) -> None:
        with_password(cast, *WIDTHS)
        self.pages = {part: open_page("/", width=width) for part, width in WIDTHS.items()}
        for part, page in self.pages.items():
            sign_in(page, part, PASSWORD)
        self.base = self.seller.url.rstrip("/")

    @property
    def seller(self) -> Page:
        return self.pages["ar"]

    def view(self, name: str) -> None:
        """A page of the project, by its navigation."""
        self.seller.get_by_role("navigation", name="视图").get_by_role("link", name=name, exact=True).click()

    def project(self) -> None:
        """Back to the project from what hangs on it."""
        self.seller.get_by_role("link", name=TITLE, exact=True).first.click()

    def agree(self, title: str, *parts: str) -> None:
        for part in parts:
            deciding.approve(self.pages[part], title)


def test_from_the_lead_to_the_receipt(transactional_db: None, open_page: Callable[..., Page], tmp_path: Path) -> None:
    cast = assemble()
    shipped_points()
    operations = cast.actor("operations")
    create_competitor(actor=operations, title=RIVAL)
    create_product(
        actor=operations, title=GOODS, code="ZK-1", measure="piece", price=Money(50_000_000), cost=Money(30_000_000),
        lifecycle="on_sale",
    )  # fmt: skip
    company = Company(cast, open_page)
    row = _begun(company)
    _founded(company, row, tmp_path)
    _offered(company, row, tmp_path)
    _awarded(company, row)
    _signed(company, row)
    _paid(company)


def _begun(company: Company) -> Project:
    page = company.seller
    beginning.lead(page)
    row = beginning.project(page)
    beginning.people(page)
    beginning.figures(page)
    beginning.visit(page)
    return row


def _founded(company: Company, row: Project, folder: Path) -> None:
    """Charter, ATI on a condition, the condition met."""
    page, director = company.seller, company.pages["director"]
    page.goto(f"{company.base}/projects/{row.pk}")
    founding.charter(page, folder)
    deciding.points(page)
    deciding.prove(page, "ATI", VISIT)
    deciding.call(page, "ATI", "高峻")
    director.goto(page.url)
    deciding.open_review(director, "ATI")
    founding.vote(director, folder)
    deciding.ask(page, "ATI")
    company.agree(TITLE, "manager", "director")
    founding.condition(page)
    _stands(row, "shape")


def _offered(company: Company, row: Project, folder: Path) -> None:
    """How we win, the tender with its bond and clauses, two versions of the price."""
    page, manager = company.seller, company.pages["manager"]
    company.project()
    expect(page.locator("main")).to_contain_text("立项决策已通过")
    winning.needs(page)
    winning.swot(page)
    winning.crossing(page)
    winning.versions(page)
    bidding.tender(page)
    bidding.bond(page)
    bidding.put_up(company.pages["finance"])
    bidding.arrived(page)
    bidding.clauses(page, folder)
    offering.quote(page)
    offering.second(page)
    manager.goto(company.base)
    offering.approve(manager)
    page.reload()
    offering.papers(page, folder)
    assert Quote.objects.get(edition=2).state == "issued"
    page.goto(f"{company.base}/projects/{row.pk}")


def _awarded(company: Company, row: Project) -> None:
    """Simulated, ATB, sealed by two people, won."""
    page = company.seller
    company.view("投标")
    bidding.simulation(page)
    _decided(company, "ATB", RIVAL)
    _stands(row, "bid")
    company.view("投标")
    page.get_by_role("link", name="封标与保证金").click()
    bidding.two_pairs_of_eyes(page, company.pages["manager"], f"{company.base}/bids/{Bid.objects.get().pk}/sealing")
    bidding.won(page)


def _decided(company: Company, code: str, rival: str = "") -> None:
    page, director = company.seller, company.pages["director"]
    deciding.points(page)
    deciding.prove(page, code, VISIT)
    if code == "ATB":
        deciding.score(page)
        deciding.points(page)
    deciding.call(page, code, "高峻")
    director.goto(page.url)
    deciding.open_review(director, code)
    deciding.conclude(director, code)
    deciding.ask(page, code, rival)
    company.agree(TITLE, "manager", "director")


def _signed(company: Company, row: Project) -> None:
    """A contract with a deviation, ATC, the sum it was won at, five instalments; a small second contract."""
    page = company.seller
    contracting.draft(page, MAIN, "565万")
    contracting.deviation(page)
    contracting.submit(page)
    company.agree(MAIN, "manager", "director")
    company.project()
    _decided(company, "ATC")
    _stands(row, "sign")
    bidding.said_why(page)
    assert (row.status, Project.objects.get().amount) == ("won", 565_000_000)
    contracting.milestone(page)
    company.view("合同")
    page.get_by_role("link", name=MAIN).first.click()
    contracting.sign(page)
    contracting.instalments(page, contracting.PLAN)
    company.project()
    contracting.draft(page, SPARES, "20万")
    contracting.instalments(page, (("预付款", "100"),))
    contracting.submit(page)
    company.agree(SPARES, "manager")
    page.reload()
    contracting.sign(page)
    company.project()


def _paid(company: Company) -> None:
    """The acceptance slips; the money stands later for everybody; a receipt pays both contracts."""
    page, clerk = company.seller, company.pages["finance"]
    agreed = cashing.due()
    company.view("资金")
    cashing.stands(page, agreed, moved=False)
    cashing.slip(page)
    later = cashing.due()
    assert cashing.SLIP - 3 <= (later - agreed).days <= cashing.SLIP + 3 and later.month != agreed.month
    company.view("资金")
    cashing.stands(page, later, moved=True)
    fits(page)
    screenshot(page, "story-deal-cashing-02-project")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="资金", exact=True).click()
    cashing.stands(page, later, moved=True)
    clerk.set_viewport_size({"width": 390, "height": 844})
    clerk.goto(company.base)
    cashing.stands_on_a_phone(clerk, later)
    cashing.receipt(clerk)
    cashing.allocate(page)
    paid = Instalment.objects.filter(trigger="prepayment").order_by("pk").values_list("paid", flat=True)
    assert list(paid) == [113_000_000, 7_000_000]


def _stands(row: Project, stage: str) -> None:
    row.refresh_from_db()
    assert row.stage.code == stage
