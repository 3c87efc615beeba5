"""A printer that shifts and stretches, measured with a ruler, and what lands in each cell."""

from dataclasses import dataclass

import pytest
from PIL import Image, ImageChops
from printed_pages import black_box, cell_box, picture

from jukung.domain.kinds import PrintWhat
from jukung.paper.cards import CARD_HEIGHT, CARD_WIDTH, Issuer, MemberCard, card_pages, design
from jukung.paper.labels import Label, LabelDesign, label_pages
from jukung.paper.placement import Fit, Placement
from jukung.paper.ruler import expected, fit_from
from jukung.paper.sheets import Sheet, sheet

DPI = 600
PER_MM = DPI / 25.4


@dataclass(frozen=True)
class Printer:
    """Puts what is at x to x · scale + right; millimetres."""

    right: float = 1.2
    down: float = 0.7
    scale: float = 1.004

    def fit(self, known: Sheet) -> Fit:
        """What its ruler page says, read to a tenth of a millimetre."""
        marks = expected(known)
        return fit_from(
            known,
            carrier=None,
            left=round(marks.left * self.scale + self.right, 1),
            top=round(marks.top * self.scale + self.down, 1),
            across=round(marks.across * self.scale, 1),
            down=round(marks.down * self.scale, 1),
        )

    def prints(self, page: Image.Image) -> Image.Image:
        """Print a page, on white paper of the same size."""
        # White is what lies beyond the page as well.
        back = 1 / self.scale
        from_x, from_y = (-place * PER_MM * back for place in (self.right, self.down))
        return ImageChops.invert(
            ImageChops.invert(page).transform(
                page.size,
                Image.Transform.AFFINE,
                (back, 0, from_x, 0, back, from_y),
                resample=Image.Resampling.BILINEAR,
            )
        )


@pytest.mark.parametrize("name", ["tj-107", "tj-121", "a4-3x8"])
@pytest.mark.parametrize("what", [PrintWhat.barcode, PrintWhat.spine])
def test_the_far_edge_of_a_label_does_not_creep_when_the_ruler_was_used(name, what):
    known = sheet(name)
    labels = [Label("0003320", "Pustaka", "Perahu", spine=("899", "PER", "p"))] * known.cells
    printer, kind = Printer(), LabelDesign(what)
    straight = picture(label_pages(labels, sheet=known, design=kind), 0, dpi=DPI)
    wanted = black_box(straight, cell_box(known, 1), dpi=DPI)
    wanted = tuple(edge - known.corner(1)[turn % 2] for turn, edge in enumerate(wanted))

    fitted = Placement(fit=printer.fit(known))
    page = picture(label_pages(labels, sheet=known, design=kind, placement=fitted), 0, dpi=DPI)
    printed = printer.prints(page)

    for cell in range(1, known.cells + 1):
        corner = known.corner(cell)
        ink = black_box(printed, cell_box(known, cell), dpi=DPI)
        inside = tuple(edge - corner[turn % 2] for turn, edge in enumerate(ink))
        assert inside == pytest.approx(wanted, abs=0.15), cell
        middles = [(box[at] + box[at + 2]) / 2 for at in (0, 1) for box in (inside, wanted)]
        assert middles[0] == pytest.approx(middles[1], abs=0.1), cell
        assert middles[2] == pytest.approx(middles[3], abs=0.1), cell


def test_the_middle_of_a_card_lands_right_on_both_sides_of_the_paper():
    known = sheet("card-a4-8")
    fit = Printer().fit(known)
    cards = [MemberCard(f"{place:07}") for place in range(known.cells)]
    choices = {"design": design("garis"), "issuer": Issuer("Pustaka Cahaya"), "sheet": known}

    straight = picture(card_pages(cards, **choices), 0, dpi=DPI)
    page = picture(card_pages(cards, **choices, placement=Placement(fit=fit)), 0, dpi=DPI)
    printed = Printer().prints(page)

    for cell in (1, known.cells):
        x, y = known.corner(cell)
        # Inside the edge, where no bleed and no cut mark lies.
        part = x + 2, y + 2, x + CARD_WIDTH - 2, y + CARD_HEIGHT - 2
        one, other = (black_box(seen, part, dpi=DPI) for seen in (straight, printed))
        assert (other[0] + other[2]) / 2 == pytest.approx((one[0] + one[2]) / 2, abs=0.15)
        assert (other[1] + other[3]) / 2 == pytest.approx((one[1] + one[3]) / 2, abs=0.15)
