"""Charts: drawn from their address alone, and only from ours."""

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from bot.domain.charts import Chart, address, chart_of, read_address
from bot.services.charts import HEIGHT, WIDTH, Charts, drawn
from bot.web.charts import charts

CHART = Chart((3, 0, 12), (100, 90, 110))


def test_an_address_brings_back_what_it_was_made_of() -> None:
    assert read_address(address(CHART, "s"), "s") == CHART


@pytest.mark.parametrize(
    "written",
    ["", ".", "x", "x.y", "é.x", address(CHART, "another"), address(CHART, "s")[:-1] + "é"],
)
def test_other_addresses_are_nobodys(written: str) -> None:
    assert read_address(written, "s") is None


def test_figures_of_another_chart_do_not_fit_the_signature() -> None:
    other = address(Chart((9,), (9,)), "s").partition(".")[0]
    signature = address(CHART, "s").partition(".")[2]
    assert read_address(f"{other}.{signature}", "s") is None


def test_many_days_become_at_most_31_points() -> None:
    chart = chart_of([1] * 366, list(range(366)))
    assert len(chart.bars) == len(chart.line) <= 31
    assert (sum(chart.bars), chart.line[-1]) == (366, 365)
    assert len(address(chart_of([10**9] * 366, [10**9] * 366), "s")) < 1_000


@pytest.mark.parametrize(
    "chart",
    [CHART, Chart((0, 0), (0, 0)), Chart((5,), (7,)), Chart((10**9,) * 31, (10**9,) * 31)],
)
def test_it_is_a_picture_of_its_size(chart: Chart) -> None:
    image = Image.open(BytesIO(drawn(chart)))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(image.getcolors(WIDTH * HEIGHT) or []) > 2


def test_line_fetches_it() -> None:
    app = Flask("test")
    app.register_blueprint(charts(Charts("s").picture))
    answer = app.test_client().get(f"/chart/{address(CHART, 's')}")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert app.test_client().get("/chart/x.y").status_code == 404
    assert app.test_client().get(f"/chart/{address(Chart((), ()), 's')}").status_code == 404
