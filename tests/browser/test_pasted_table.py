"""A table of a spreadsheet or a text, pasted in the story: its rows are lines."""

import pytest

from tests.home.test_tables import READ

pytestmark = pytest.mark.browser

PASTE = """([area, html, text]) => {
    const clipboard = new DataTransfer();
    if (html) clipboard.setData("text/html", html);
    clipboard.setData("text/plain", text);
    area.dispatchEvent(new ClipboardEvent(
        "paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""
AS_LINES = "html => { const p = document.createElement('div'); p.innerHTML = html;"
AS_LINES += " return [...p.querySelectorAll('p')].map(one => one.textContent); }"


def test_its_rows_are_lines_and_its_cells_stand_apart(town, visit):
    from playwright.sync_api import expect

    author = visit(town.author, viewport={"width": 1280, "height": 900})
    author.goto("/admin/proposer/")
    author.wait_for_load_state("networkidle")
    area = author.locator(
        '[data-contentpath="starting_point"] [contenteditable=true]'
    ).first
    lines = area.locator("[data-block=true]")
    pasted = [(html, "") for html in READ if "<table" in html]
    for html, text in [*pasted, ("", "Janvier\t12\nFévrier\t15")]:
        area.click()
        author.keyboard.press("Control+A")
        author.keyboard.press("Backspace")
        author.evaluate(PASTE, [area.element_handle(), html, text])
        wanted = author.evaluate(AS_LINES, READ.get(html))
        expect(lines).to_have_text(wanted if html else ["Janvier ; 12", "Février ; 15"])
