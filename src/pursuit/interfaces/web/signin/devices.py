"""A browser's long self-description in words people recognise."""

import re

# The order matters: nearly every browser also claims to be those named after it.
_BROWSERS = (
    ("WeCom", r"wxwork/([\d.]+)"),
    ("WeChat", r"MicroMessenger/([\d.]+)"),
    ("DingTalk", r"DingTalk/([\d.]+)"),
    ("Feishu", r"(?:Feishu|Lark)/([\d.]+)"),
    ("Edge", r"Edg(?:A|iOS)?/(\d+)"),
    ("Opera", r"OPR/(\d+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/(\d+)"),
    ("Chrome", r"(?:HeadlessChrome|Chrome|CriOS)/(\d+)"),
    ("Safari", r"Version/(\d+).*Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", r"HarmonyOS|OpenHarmony"),
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)


def device(agent: str) -> str:
    """Chrome 156 · Windows; the first words of the description where nothing is recognised."""
    browser = next((f"{name} {found[1]}" for name, form in _BROWSERS if (found := re.search(form, agent))), "")
    system = next((name for name, form in _SYSTEMS if re.search(form, agent)), "")
    return " · ".join(filter(None, (browser, system))) or agent[:40]
