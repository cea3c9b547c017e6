"""What the tags, class names and ids of elements say of what is in them.

Names are read as whole tokens, cut at case, `-`, `_` and digits: `operating-theatre` has nothing of "rating". A name
is evidence and decides nothing: `layout-sidebar-left` holds the article on one site and its adverts on the next.
"""

from __future__ import annotations

from functools import lru_cache

import regex

_TOKENS = {
    "navigation": """
        nav navigation navbar menu submenu menubar breadcrumb breadcrumbs crumb crumbs toc sitemap tabs tab pagination pager
        paging skip topbar toolbar dropdown hamburger search searchbox language switcher
    """,
    "header": "header masthead topbar sitehead banner",
    "footer": "footer foot colophon bottom legal imprint disclaimer copyright",
    "comment": """
        comment comments commentlist disqus respond reply replies discussion kommentar kommentare kommentarer commentaires
        commentaire comentarios comentario reactions coral livefyre trackback pingback
    """,
    "related": """
        related relateds recommend recommended recommendation recommendations recommends more also similar suggested
        suggestions readmore readalso trending popular latest mostread mostviewed topstories teaser teasers recirc
        recirculation outbrain taboola card cards carousel slider swiper upnext next previous prev tile tiles feed river
        stories articles posts archive listing relacionadas relacionados verwandte mehr weitere aussi weiterlesen
    """,
    "social": """
        share sharing shares sharebar sharer social socials socialmedia facebook twitter whatsapp telegram pinterest linkedin
        addtoany sharedaddy follow followers print
    """,
    "asking": """
        newsletter newsletters signup subscribe subscription subscriptions subscriber paywall donate donation donations
        membership member cta optin register registration login piano offer abo premium podcast app apps promo promotion
        promobox
    """,
    "advert": """
        ad ads adv advert adverts advertisement advertising adsbygoogle adslot adunit adwrapper sponsored sponsor dfp gpt
        commercial anzeige werbung publicidad pub reklam reklama partner
    """,
    "caption": """
        caption captions figcaption credit credits figure gallery image images img photo photos picture media video videos
        player slideshow lightbox thumb thumbnail
    """,
    "byline": """
        byline author authors authorbox meta metadata date dates datetime time timestamp published updated dateline posted
        tags tag category categories kicker eyebrow info contributor contributors reporter bio readtime topics topic section
        rubric label autor auteur autore
    """,
    "aside": "sidebar aside rail side widget widgets secondary complementary sidecolumn infobox factbox box inset",
    "body": """
        body content entry text maincontent main prose paragraph paragraphs copy articlebody storybody entrycontent
        postcontent articletext articlecontent richtext wysiwyg bodytext texto corps artikel cuerpo story article post
    """,
    "headline": "headline headlines title titles heading hed titulo titre titel titolo",
    "standfirst": """
        standfirst lead lede leadtext intro introduction summary excerpt dek deck subtitle subhead subheadline subheading
        teasertext chapo chapeau vorspann ingress bajada entradilla sottotitolo occhiello sommario abstract preamble strapline
        synopsis description sub sapo spot podnadpis zajawka lid anons
    """,
    "consent": "cookie cookies consent gdpr cmp overlay modal popup dialog onetrust didomi",
    "faint": "hidden invisible visuallyhidden sr screenreader offscreen collapsed noprint hide",
}
CATEGORIES = tuple(_TOKENS)
_OF_TOKEN: dict[str, int] = {}
for _bit, _words in enumerate(_TOKENS.values()):
    for _word in _words.split():
        _OF_TOKEN[_word] = _OF_TOKEN.get(_word, 0) | 1 << _bit

_OF_TAG = {
    "nav": "navigation", "header": "header", "footer": "footer", "aside": "aside", "figure": "caption", "figcaption": "caption",
    "main": "body", "article": "body", "time": "byline", "address": "byline", "dialog": "consent", "form": "asking",
}  # fmt: skip
_TAG_BITS = {tag: 1 << CATEGORIES.index(category) for tag, category in _OF_TAG.items()}
_TOKEN = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})")


@lru_cache(maxsize=20_000)
def bits_of(tag: str, names: str) -> int:
    """The categories of an element as bits, the first of `CATEGORIES` the lowest."""
    bits = _TAG_BITS.get(tag, 0)
    for token in _TOKEN.findall(names):
        bits |= _OF_TOKEN.get(token.lower(), 0)
    for token in names.lower().split():
        bits |= _OF_TOKEN.get(token.replace("-", "").replace("_", ""), 0)
    return bits
