"""The tired leader at 22:00: an achievement with a photo, told on a phone in Arabic, on the page a minute later."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.journeys
LEADER = "leader@demo.test"
ACHIEVEMENTS = "/ar/groups/basira/edit/achievements/"
ANSWER = 'input[name$="people"][value="nobody"]'


def phone_photo(size=(2800, 2100)):
    """What a phone's camera gives: larger than the site keeps."""
    content = io.BytesIO()
    Image.effect_noise((size[0] // 10, size[1] // 10), 40).resize(size).convert("RGB").save(content, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def save(page):
    page.locator("h1").click()
    page.locator(".dock button.btn-primary").click()


def test_an_achievement_is_told_on_a_phone_with_a_photo(enter):
    page = enter(LEADER, "phone", "ar")
    page.goto(ACHIEVEMENTS)
    page.locator(f'main a[href="{ACHIEVEMENTS}new/"]').click()
    page.set_input_files("#id_photos", phone_photo())
    expect(page.locator(".previews canvas")).to_have_count(1)
    expect(page.locator("#id_photos:not([data-busy])")).to_have_count(1)
    width = page.evaluate(
        "createImageBitmap(document.querySelector('#id_photos').files[0]).then(b => b.width)"
    )
    assert width == 2560
    page.locator(ANSWER).check()
    page.fill("#id_title_ar", "قرأنا مع الأطفال في الحديقة")
    assert page.input_value("#id_happened_on")
    save(page)
    page.wait_for_url("**/photos/")
    page.locator('input[name$="alt_ar"]').fill("كتاب مفتوح على العشب")
    page.locator('input[name$="focal"][value="2"]').check()
    save(page)
    page.wait_for_url(f"**{ACHIEVEMENTS}")
    page.goto("/ar/groups/basira/#done")
    photo = page.locator("#done img.focal-2")
    expect(photo).to_have_attribute("alt", "كتاب مفتوح على العشب")
    photo.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#done img.focal-2').naturalWidth > 0")
    expect(page.locator("#done")).to_contain_text("قرأنا مع الأطفال في الحديقة")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_file_that_is_no_photo_is_refused_and_the_sentence_stays(enter):
    page = enter(LEADER, "phone", "ar")
    page.goto(f"{ACHIEVEMENTS}new/")
    page.fill("#id_title_ar", "يوم في البحر")
    page.set_input_files(
        "#id_photos",
        [phone_photo((400, 300)), {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}],
    )
    save(page)
    expect(page.locator(".errs[role=alert]")).to_be_focused()
    expect(page.locator(".errs")).to_contain_text("a.svg")
    assert page.input_value("#id_title_ar") == "يوم في البحر"
    expect(page.locator('input[name="kept"]:checked')).to_have_count(1)
