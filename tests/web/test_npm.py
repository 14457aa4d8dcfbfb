"""Static files from node_modules: listed ones only, cleaned, hashed once collected."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template.autoreload import reset_loaders

from pursuit.interfaces.web import npm

FIRST_VISIT = 250 * 1024


@pytest.fixture
def finder() -> npm.NodeModulesFinder:
    return npm.NodeModulesFinder()


@pytest.mark.parametrize("path", sorted(npm.SERVED))
def test_listed_files_are_found(finder, path):
    found = Path(finder.find(path))
    assert found.is_file()
    assert finder.find(path, find_all=True) == [str(found)]


def test_what_is_not_listed_is_not_served(finder):
    assert finder.find("npm/../package.json") == []
    assert finder.find("@tabler/core/dist/css/tabler.css") == []
    assert {path for path, _ in finder.list(None)} == set(npm.SERVED)


def test_remote_fonts_imports_and_source_maps_are_taken_out():
    text = (
        '@import url("https://fonts.example/css?family=Inter");a{color:red}'
        '@font-face{font-family:X;src:url(https://cdn.example/x.woff2)}@font-face{font-family:Y;src:url("y.woff2")}'
        "@import '//cdn.example/z.css';b{}/*# sourceMappingURL=x.css.map */"
    )
    assert npm.clean_css(text) == 'a{color:red}@font-face{font-family:Y;src:url("y.woff2")}b{}'


def test_nothing_served_names_another_host(finder):
    for path in npm.SERVED:
        text = Path(finder.find(path)).read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text
        assert not npm._REMOTE_URL.search(text)
        assert not npm._REMOTE_IMPORT.search(text)


def test_collected_files_are_hashed_and_a_first_visit_is_small(settings, tmp_path, client, cast, request):
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "pursuit.interfaces.web.npm.StaticStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    reset_loaders()  # templates know the addresses of static files from when they were first asked for
    request.addfinalizer(reset_loaders)
    manifest = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    main = (tmp_path / manifest["js/main.js"]).read_text()
    assert Path(manifest["js/toast.js"]).name in main  # imports between our modules are hashed too

    client.force_login(cast.ar)
    html = client.get("/").content
    assert manifest["js/main.js"].encode() in html
    wanted = [name for name in manifest if name.startswith(("css/", "js/"))]
    wanted += ["npm/tabler.min.css", "django_htmx/htmx-2.min.js"]
    weight = sum((tmp_path / f"{manifest[name]}.gz").stat().st_size for name in wanted if not name.endswith("map"))
    assert weight + len(html) < FIRST_VISIT
