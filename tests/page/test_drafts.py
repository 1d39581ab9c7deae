"""Drafts that are checked on the page."""

from pathlib import Path

import pytest

from corpus.database import Store
from corpus.errors import UnreadableFile
from ingest import add
from page.desk import PageApi
from tests.conftest import TinyEncoder
from tests.page.test_desk import api_of

TALK = "**Bob Stone**: When was it sold?\n\n**Ada Mill**: The <old> crane was sold to a museum & forgotten in 1987.\n"
BASE = {"base": "http://localhost/", "language": "en"}


@pytest.fixture
def api(store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder) -> PageApi:
    (tmp_path / "crane.md").write_text(TALK, "utf-8")
    store = Store(store_dir)
    add([tmp_path / "crane.md"], store, tiny_encoder)
    return api_of(store, tiny_encoder, tmp_path)


def test_the_marked_copy_holds_the_draft_as_text_and_links_each_citation(api: PageApi) -> None:
    draft = "A <script> here.\n\n“The <old> crane was sold to a museum & forgotten in 1997,” said Bob Stone.\n\nEnd."
    copy = api.call({"do": "check", "text": draft, **BASE})["copy"]
    assert "<p>A &lt;script&gt; here.</p>" in copy
    assert '“<mark class="altered misattributed">The &lt;old&gt; crane' in copy
    assert "<del>1987</del><ins>1997</ins>" in copy
    assert "Bob Stone; in the transcripts it is Ada Mill" in copy
    assert 'href="http://localhost/?cite=crane.md@' in copy
    assert copy.index("End.") > copy.index("<ol")


def test_a_single_quotation_has_no_copy(api: PageApi) -> None:
    view = api.call({"do": "check", "text": "crane was sold to a museum", **BASE})
    assert view["copy"] is None
    assert view["quotations"][0]["parts"][0]["places"][0]["speaker"] == "Ada Mill"


def test_only_files_that_were_uploaded_are_read(api: PageApi) -> None:
    asked = {"do": "check", "path": __file__, "name": "draft.md", **BASE}
    assert "not uploaded" in api.call(asked)["failure"]
    with pytest.raises(UnreadableFile):
        api.handlers["check"](asked)
