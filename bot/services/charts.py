"""Charts as pictures, where bars on a card are not enough."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.domain.charts import Chart, read_address

WIDTH, HEIGHT = 1040, 520
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 24, 48, 40
_GROUND, _BAR, _LINE, _INK = "#FFFFFF", "#93C4B0", "#14503D", "#57625C"
_SIZE = 26
_LINE_WIDTH = 6


class Charts:
    """`picture`: of an address that `bot.domain.charts` made with that secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def picture(self, written: str) -> bytes | None:
        chart = read_address(written, self._secret)
        return drawn(chart) if chart and chart.bars else None


def drawn(chart: Chart) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    pen = ImageDraw.Draw(image)
    _draw_bars(pen, chart.bars)
    _draw_line(pen, chart.line)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_bars(pen: ImageDraw.ImageDraw, bars: tuple[int, ...]) -> None:
    """From below, to three fifths of the height; the highest with its figure."""
    most, step = max(*bars, 1), _step(len(bars))
    low, high = HEIGHT - _BOTTOM, (HEIGHT - _TOP - _BOTTOM) * 3 / 5
    pen.line((_LEFT, low, WIDTH - _RIGHT, low), fill="#E2E6E3", width=2)
    for place, value in enumerate(bars):
        left = _LEFT + place * step + step * 0.15
        pen.rectangle((left, low - high * value / most, left + step * 0.7, low), fill=_BAR)
    place = bars.index(max(bars))
    if bars[place]:
        _say(pen, f"{bars[place]:,}", _LEFT + (place + 0.5) * step, low - high - 18, _INK)


def _draw_line(pen: ImageDraw.ImageDraw, line: tuple[int, ...]) -> None:
    """Over the whole height, between its own least and most; first and last with their figures."""
    least, most = min(line), max(line)
    step, room = _step(len(line)), HEIGHT - _TOP - _BOTTOM - 60
    points = [
        (
            _LEFT + (place + 0.5) * step,
            _TOP + room * (1 - (value - least) / ((most - least) or 1)),
        )
        for place, value in enumerate(line)
    ]
    pen.line(points, fill=_LINE, width=_LINE_WIDTH, joint="curve")
    for place in {0, len(line) - 1}:
        x, y = points[place]
        pen.ellipse((x - 8, y - 8, x + 8, y + 8), fill=_LINE)
        _say(pen, f"{line[place]:,}", x, y - 26, _LINE)


def _say(pen: ImageDraw.ImageDraw, text: str, x: float, y: float, colour: str) -> None:
    """In the middle of x, but inside of the picture."""
    font = ImageFont.load_default(_SIZE)
    half = pen.textlength(text, font=font) / 2
    x = min(max(x, half + 8), WIDTH - half - 8)
    pen.text((x, max(y, _SIZE / 2)), text, fill=colour, font=font, anchor="mm")


def _step(number: int) -> float:
    return (WIDTH - _LEFT - _RIGHT) / max(number, 1)
