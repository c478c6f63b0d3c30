"""Photos as phones write them: taken, or told before they leave what to do."""

import pytest

from tests.factories import image_file

pytestmark = pytest.mark.browser

TOO_HEAVY = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": bytes(1_000_001)}
SENTENCE = "Ce fichier est trop lourd : une image pèse 25 Mo au plus."


def photo(name, **options):
    content = image_file(size=(300, 200), **options)
    return {"name": name, "mimeType": "", "buffer": content}


def test_a_photo_too_heavy_is_told_before_it_leaves_and_another_name_is_no_matter(
    town, visit, settings
):
    from playwright.sync_api import expect

    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = (
        1_000_000  # its sentence keeps the true one
    )

    from home.models import Picture

    author = visit(town.author)
    sent = []
    author.on("request", lambda asked: sent.append(asked.url.split("/admin/")[-1]))
    author.goto("/admin/images/multiple/add/")
    several = author.locator("#fileupload")
    several.set_input_files([TOO_HEAVY])
    expect(author.locator("#upload-list")).to_contain_text(SENTENCE)
    beside = author.locator("#upload-list .upload-failure .error-message")
    expect(beside).to_be_hidden()  # the core's, about the description
    several.set_input_files(
        [photo("photo.jfif"), photo("IMG_0001", colour="blue", kind="HEIF")]
    )
    expect(author.locator("#upload-list .upload-success")).to_have_count(2)
    assert sent.count("images/multiple/add/") == 3
    assert Picture.objects.count() == 2

    author.goto("/admin/proposer/")
    author.wait_for_load_state("networkidle")
    author.locator("#panel-child-contenu-photos-heading").click()
    author.locator("#id_photos-ADD").click()
    row = author.locator("#inline_child_photos-0")
    row.get_by_role("button", name="Choisir une image").click()
    author.locator("#tab-label-upload").click()
    field = author.locator("#id_image-chooser-upload-file")
    field.set_input_files([TOO_HEAVY])
    said = author.locator("#id_image-chooser-upload-file-too-heavy")
    expect(said).to_contain_text(SENTENCE)
    expect(field).to_have_value("")
    field.set_input_files([photo("photo.jfif", colour="green")])
    expect(said).to_have_text("")
    author.locator("#tab-upload [type=submit]").click()
    expect(row.locator("[data-chooser-image]")).to_be_visible()
    assert Picture.objects.count() == 3
