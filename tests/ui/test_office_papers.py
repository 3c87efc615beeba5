from jukung.paper import papers
from jukung.ui import office_papers


def test_the_windows_papers_are_those_of_the_pages():
    assert {name: papers.SHEETS[name] for name in papers.OFFICE} == office_papers.PAPERS
