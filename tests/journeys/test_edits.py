"""Two people edit one page at once on a phone, choose between their words, and bring an earlier edit back."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journeys
EDIT = "/ar/groups/basira/edit/"
TEXTS = f"{EDIT}texts/"
HERS, HIS = "نقرأ لكم كل سبت", "نقرأ لكم كل أربعاء"


def save(page):
    page.locator("h1").click()
    page.locator("main button.btn-primary:visible, .dock button.btn-primary:visible").first.click()


def summary(page):
    return page.locator("[name=summary_ar]")


def test_an_edit_in_conflict_is_chosen_and_an_earlier_one_is_restored(enter):
    leader, editor = enter("leader@demo.test", "phone", "ar"), enter("editor@demo.test", "phone", "ar")
    leader.goto(TEXTS)
    before = summary(leader).input_value()
    editor.goto(TEXTS)
    summary(leader).fill(HERS)
    save(leader)
    leader.wait_for_url(f"**{EDIT}")
    summary(editor).fill(HIS)
    save(editor)
    choices = editor.locator("fieldset.clash")
    expect(choices).to_have_count(1)
    expect(choices).to_contain_text(HERS)
    expect(choices).to_contain_text(HIS)
    editor.locator("input[value=new]").check()
    summary(editor).fill("نقرأ لكم كل سبت وأربعاء")
    save(editor)
    editor.wait_for_url(f"**{EDIT}")

    leader.goto(f"{EDIT}history/texts/")
    expect(leader.locator(".changes ins")).to_have_text(" وأربعاء")
    expect(leader.locator(".changes .was-now")).to_contain_text("أُضيف")
    assert leader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    first = leader.locator(".edits a").nth(2)  # below both of theirs
    first.click()
    leader.locator("a[href*='?restore=']").click()
    assert summary(leader).input_value() == before
    save(leader)
    leader.wait_for_url(f"**{EDIT}")
    leader.goto(TEXTS)
    assert summary(leader).input_value() == before
