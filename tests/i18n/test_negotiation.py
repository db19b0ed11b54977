import pytest


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("", "en", id="no header"),
        pytest.param("th", "th", id="plain"),
        pytest.param("TH-th", "th", id="region and case"),
        pytest.param("my-MM", "my", id="region that Babel's negotiation misses"),
        pytest.param("in-ID", "id", id="old code for Indonesian"),
        pytest.param("tl-PH,en;q=0.5", "fil", id="old code for Filipino"),
        pytest.param("fil-PH", "fil", id="three letters and region"),
        pytest.param("zh-CN", "zh_Hans", id="China by region"),
        pytest.param("zh-Hans-SG", "zh_Hans", id="script and region"),
        pytest.param("zh-TW", "zh_Hans", id="other script is nearer than English"),
        pytest.param("tdt", "tet", id="other code for Tetun"),
        pytest.param("tet-TL,pt;q=0.9", "tet", id="Tetun before Portuguese"),
        pytest.param("pt-BR", "pt", id="Portuguese of Brazil"),
        pytest.param("ms-BN", "ms", id="Malay of Brunei"),
        pytest.param("ta-MY", "ta", id="Tamil of Malaysia"),
        pytest.param("km-KH", "km", id="Khmer"),
        pytest.param("kh", "km", id="country taken for the language"),
        pytest.param("fr-FR,de;q=0.8", "en", id="nothing of ours"),
        pytest.param("fr,vi;q=0.2", "vi", id="the only one of ours, however little wanted"),
        pytest.param("en;q=0.1,lo;q=0.9", "lo", id="weights, not order"),
        pytest.param("lo,vi", "lo", id="order among equals"),
        pytest.param("th;q=0,vi;q=0.1", "vi", id="weight 0 is a refusal"),
        pytest.param("*", "en", id="anything"),
        pytest.param("th;q=x,vi", "vi", id="a weight that is no number"),
        pytest.param("th;v=1,vi", "vi", id="a parameter that is no weight"),
        pytest.param(";q=1,,-,_,vi", "vi", id="nonsense"),
        pytest.param(",".join(["xx"] * 5000) + ",th", "en", id="a header without end"),
    ],
)
def test_the_browser_gets_its_language(shipped, header, expected):
    assert shipped.negotiate([], header) == expected


@pytest.mark.parametrize(
    ("preferred", "expected"),
    [
        pytest.param(["th", "vi"], "th", id="the first choice"),
        pytest.param(["", "vi"], "vi", id="an empty choice is skipped"),
        pytest.param(["xx", "vi"], "vi", id="an unknown choice is skipped"),
        pytest.param(["zh-Hans"], "zh_Hans", id="a tag instead of a code"),
        pytest.param(["zh_Hans"], "zh_Hans", id="a code"),
        pytest.param([], "km", id="no choice: the browser"),
    ],
)
def test_a_persons_choice_comes_before_the_browsers(shipped, preferred, expected):
    assert shipped.negotiate(preferred, "km") == expected
