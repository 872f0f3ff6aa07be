"""What groups write about themselves: Markdown to HTML that holds nothing alive, whatever was typed."""

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "p",
    "br",
    "hr",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "a",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}
SCHEMES = {"http", "https", "mailto", "tel"}
_parser = MarkdownIt("js-default", {"linkify": False})


def to_html(text):
    """Safe HTML; headings begin at h3, since pages use h1 and h2 themselves."""
    tokens = _parser.parse(text or "")
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    return cleaned(tokens, {"a": {"href"}})


def chaptered(text):
    """(safe HTML, [(anchor, title)]) of a text that is a page of its own: its headings begin at h2, and each of those
    can be linked to."""
    tokens, chapters = _parser.parse(text or ""), []
    for token, inner in zip(tokens, tokens[1:] + tokens[-1:], strict=True):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(2, int(token.tag[1]))}"
        if token.type == "heading_open" and token.tag == "h2":
            chapters.append((f"part-{len(chapters) + 1}", words_of(inner)))
            token.attrSet("id", chapters[-1][0])
    return cleaned(tokens, {"a": {"href"}, "h2": {"id"}, "ol": {"start"}}), chapters


def words_of(token):
    return "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))


def cleaned(tokens, attributes):
    html = _parser.renderer.render(tokens, _parser.options, {})
    return mark_safe(nh3.clean(html, tags=TAGS, attributes=attributes, url_schemes=SCHEMES, link_rel=REL))


REL = "nofollow ugc noopener noreferrer"
