"""Asks axe-core what is wrong with the page in front of us, Arabic contrast included.

axe leaves Arabic text out of its contrast check, because it takes joined letters for an icon font's ligatures.
So the check runs twice: on the page as it is, and for contrast again with every Arabic letter replaced by "x".
"""

from pathlib import Path

SCRIPT = (Path(__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARABIC_TO_X = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const arabic = /[\\u0600-\\u06FF\\u0750-\\u077F\\uFB50-\\uFDFF\\uFE70-\\uFEFC]/g;
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(arabic, "x");
  for (const field of document.querySelectorAll("input, textarea")) {
    field.value = (field.value || "").replace(arabic, "x");
    field.placeholder = (field.placeholder || "").replace(arabic, "x");
  }
}"""
RUN = (
    "options => axe.run(document, {...options, resultTypes: ['violations']}).then(found => found.violations)"
)


def faults(page, *sizes):
    """One line a fault: rule, what it asks for, and the places; an empty list is what we want.

    With sizes the page is looked at in each of them. It is not the same afterwards: open it again before going on.
    """
    page.evaluate(SCRIPT)
    found = look(page, sizes, {"type": "tag", "values": TAGS})
    page.evaluate(ARABIC_TO_X)
    return found + look(page, sizes, {"type": "rule", "values": ["color-contrast"]})


def look(page, sizes, rules):
    found = []
    for size in sizes or [page.viewport_size]:
        page.set_viewport_size(size)
        found += [f"{size['width']} px: {line(fault)}" for fault in page.evaluate(RUN, {"runOnly": rules})]
    return found


def line(fault):
    places = "; ".join(" ".join(node["target"]) + " " + node["html"][:120] for node in fault["nodes"][:4])
    return f"{fault['id']}: {fault['help']} — {len(fault['nodes'])}: {places}"
