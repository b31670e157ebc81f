"""Inputs that are bad, odd or hostile, and what each becomes. A `!` begins the reason of a rejection; else it is how the text begins."""
# ruff: noqa: E501 - tables

from __future__ import annotations

import gzip
from pathlib import Path

import news_server as web
from archives import record, zipped
from news_server import BOMB

PAGE = (
    "<html><head><title>Blast in Herat</title><link rel='canonical' href='https://example.com/n/1?utm_source=x'>"
    "<meta property='article:published_time' content='2017-02-15T10:00:00Z'></head>"
    "<body><nav>Home About</nav><article><h1>Blast in Herat</h1>"
    "<p>Two people died in the city on Monday, the governor of the province said.</p>"
    "<p>A second device did not go off, and the police closed the road for the day.</p></article></body></html>"
)

# (what, file name, bytes, text or start of the reason)
FILES = [
    ("plain text", "a.txt", b"Two died in Herat.", "Two died in Herat."),
    ("upper-case suffix", "A.TXT", b"Two died.", "Two died."),
    ("byte order mark", "b.txt", b"\xef\xbb\xbfTwo died.", "Two died."),
    ("UTF-16 with a mark", "c.txt", "Two died.".encode("utf-16"), "Two died."),
    ("UTF-16 without a mark", "c2.txt", "Two died in Herat.".encode("utf-16-le"), "Two died in Herat."),
    ("Windows Western", "d.txt", "“Two died”, the café’s owner said.".encode("cp1252"), '"Two died", the caf\u00e9\'s owner said.'),
    ("Latin-1, short", "e.txt", "Señor".encode("latin-1"), "Se\u00f1or"),
    ("null bytes in a text", "f.txt", b"Two\x00 died in Herat on Monday, officials said.", "Two died in Herat on Monday, officials said."),
    ("right-to-left marks", "g.txt", "\u202bTwo died\u202c".encode(), "Two died"),
    ("Markdown heading", "a.md", b"# Blast in Herat\n\nTwo died.", "Blast in Herat\n\nTwo died."),
    ("page", "a.html", PAGE.encode(), "Blast in Herat\n\nTwo people died in the city on Monday, the governor of the province said.\n\n"),
    ("JSON object", "a.jsonl", b'{"text": "Two died."}\n', "Two died."),
    ("JSON object, no line end", "b.jsonl", b'{"id": 7, "body": "Two died."}', "Two died."),
    ("JSON half surrogate", "c.jsonl", b'{"text": "Two \\ud800 died."}', "Two \ufffd died."),
    ("empty", "n.txt", b"", "!empty"),
    ("white space only", "o.txt", b" \n\t\n", "!empty"),
    ("digits only", "p.txt", b"12 34", "!no words"),
    ("binary", "q.txt", bytes(range(256)) * 4, "!binary"),
    ("broken UTF-16", "r.txt", b"\xff\xfeT", "!broken utf-16"),
    ("too large", "s.txt", b"Two died. " * 300, "!larger than 2,000 bytes"),
    ("too long an article", "t.txt", b"Two died. " * 100, "!longer than 300 characters"),
    ("unknown kind", "u.pdf", b"%PDF", "!unknown kind of file '.pdf'"),
    ("empty page", "v.html", b"", "!empty"),
    ("page without text", "w.html", b"<html><body></body></html>", "!no article text"),
    ("broken JSON", "x.jsonl", b'{"text": "Two', "!not JSON"),
    ("JSON list", "y.jsonl", b"[1]", "!a JSON list"),
    ("JSON without text", "z.jsonl", b'{"title": "x"}', "!no field `text`"),
    ("JSON number for text", "z2.jsonl", b'{"text": 5}', "!field `text` is a int"),
    ("JSON nested too deeply", "z3.jsonl", b"[" * 400, "!not JSON"),
    ("binary line", "z4.jsonl", b'\x00\x01\x02\x03\x04\x05\x06"\n', "!binary"),
    ("too long a line", "z5.jsonl", b'{"text": "' + b"a" * 600 + b'"}', "!a line longer than 500 bytes"),
    ("CSV", "a.csv", b"text,published\nTwo died.,2017-02-15\n", "Two died."),
    ("CSV with semicolons and a mark", "b.csv", b'\xef\xbb\xbfTitle;Text\n"Blast; two";"Two died."\n', "Blast; two\n\nTwo died."),
    ("CSV of Windows", "c.csv", "text\r\nSe\u00f1or G\u00f3mez died.\r\n".encode("cp1252"), "Se\u00f1or G\u00f3mez died."),
    ("tabs", "d.tsv", b"id\ttext\n1\tTwo died.\n", "Two died."),
    ("JSONL, packed", "e.jsonl.gz", gzip.compress(b'{"text": "Two died."}\n'), "Two died."),
    ("text in an archive", "f.zip", zipped({"in/a.txt": b"Two died."}), "Two died."),
    ("null bytes in JSON", "g.jsonl", b'{"text": "Two \\u0000died."}', "Two died."),
    ("zero-width marks", "h.txt", "Two\u200b di\u00aded\u2060.".encode(), "Two died."),
    ("encoding told by the page", "i.html", PAGE.replace("<head>", "<head><meta charset='windows-1252'>").replace("the governor", "Se\u00f1or G\u00f3mez").encode("cp1252"),
     "Blast in Herat\n\nTwo people died in the city on Monday, Se\u00f1or G\u00f3mez"),
    ("page that names no real encoding", "i2.html", PAGE.replace("<head>", "<head><meta charset='klingon'>").encode(), "Blast in Herat"),
    ("impossible date", "j.jsonl", b'{"text": "Two died.", "published": "2017-02-30"}', "Two died."),
    ("half a quote in CSV", "k.csv", b'text,source\n"Two died, he said.,Paper\n', "!not CSV: unexpected end of data"),
    ("a row too short", "l.csv", b"text,source\nTwo died.\n", "!1 cells where the header has 2"),
    ("a row too long", "m.csv", b"text\nTwo died, he said.\n", "!2 cells where the header has 1"),
    ("CSV of something else", "n.csv", b"country,n\nAFG,3\nPAK,4\n", "!no column `text` or `body`"),
    ("CSV with line ends of old", "n2.csv", b"text\rTwo died.\r", "!no header of a CSV file: new-line character"),
    ("CSV without a text", "o.csv", b"text,source\n,Paper\n", "!empty"),
    ("too long a row", "p.csv", b"text\n" + b"a" * 600 + b"\n", "!not CSV: field larger than field limit"),
    ("binary CSV", "q.csv", bytes(range(256)) * 4, "!no header of a CSV file: binary data"),
    ("gzip that breaks off", "r.jsonl.gz", gzip.compress(b'{"text": "Two died."}\n' * 50)[:-20], "!broken packed data"),
    ("no gzip", "s.txt.gz", b"Two died.", "!broken packed data"),
    ("a gzip bomb", "t.txt.gz", BOMB, "!larger than 2,000 bytes"),
    ("packed of another kind", "u.pdf.gz", gzip.compress(b"%PDF"), "!unknown kind of file '.pdf'"),
    ("no zip", "v.zip", b"PK\x03\x04rubbish", "!no zip archive"),
    ("a zip that leads out", "w.zip", zipped({"../../evil.txt": b"Two died."}), "!a name that leads out of the archive"),
    ("a zip with an absolute path", "x.zip", zipped({"/etc/cron.d/evil.txt": b"Two died."}), "!a name that leads out of the archive"),
    ("a zip with a drive", "x2.zip", zipped({"C:\\evil.txt": b"Two died."}), "!a name that leads out of the archive"),
    ("a zip in a zip", "y.zip", zipped({"a.zip": zipped({"a.txt": b"Two died."})}), "!unknown kind of file '.zip'"),
    ("a zip bomb", "z.zip", zipped({"a.txt": bytes(40_000_000)}), "!larger than 2,000 bytes"),
    ("broken data in a zip", "za.zip", zipped({"a.txt": b"Two died. " * 99}).replace(b"\x0b)\xcfW", b"\xff\xff\xff\xff"), "!broken packed data"),
    ("too large a page", "zb.html", PAGE.encode() * 40, "!larger than 2,000 bytes"),
    ("JSON infinity", "zd.jsonl", b'{"text": Infinity}', "!field `text` is a float"),
    ("JSON, key twice", "ze.jsonl", b'{"text": "Two died.", "text": null}', "!no field `text`"),
    ("text of marks only", "zf.txt", "\u200b\u202e\ufeff".encode(), "!empty"),
]

# pages, feeds and sitemaps ------------------------------------------------------------

# (what, path or address, route, limits or what it became)
PAGES = [
    ("a page with JSON-LD", "/a", web.page(1, head=web.linked_data("2018-05-14")), "article via feed"),
    ("packed by gzip", "/b", web.packed, "article via feed"),
    ("a redirect", "/c", web.redirect("/a"), "article via feed"),
    ("a host that fails once", "/d", web.flaky(1, web.page(5)), "article via feed"),
    ("a charset told by the server", "/e", lambda h: h.send(200, web.page(6, body="Señor Gómez " + web.story(6)).decode().encode("latin-1"),
     "text/html; charset=iso-8859-1"), "article via feed"),
    ("gone", "/f", web.status(410), "gone: HTTP 410"),
    ("not found", "/g", None, "gone: HTTP 404"),
    ("a login", "/h", web.status(401), "blocked: HTTP 401"),
    ("forbidden", "/i", web.status(403), "blocked: HTTP 403"),
    ("legal reasons", "/j", web.status(451), "blocked: HTTP 451"),
    ("robots.txt", "/private/k", web.page(1), "blocked: robots.txt forbids it"),
    ("an error of the server", "/l", web.status(500), "failed: HTTP 500"),
    ("another client error", "/m", web.status(418), "rejected: HTTP 418"),
    ("redirects in a circle", "/n1", web.redirect("/n2"), "rejected: redirects in a circle"),
    ("redirects without end", "/o0", web.redirect("/o1"), "rejected: more than 5 redirects"),
    ("a redirect to a cloud's metadata", "/p", web.redirect("http://169.254.169.254/latest/meta-data/"), "rejected: 169.254.169.254 is an address inside"),
    ("a redirect to a private address", "/q", web.redirect("http://10.0.0.1/"), "rejected: 10.0.0.1 is an address inside"),
    ("a redirect to a file", "/r", web.redirect("file:///etc/passwd"), "rejected: no address of the web"),
    ("an endless page", "/s", web.endless, "rejected: larger than 1,000,000 bytes"),
    ("a byte now and then", "/t", web.drip, "failed: not done after 0.8 s"),
    ("no answer", "/u", web.silent, "failed: "),
    ("headers without end", "/v", web.drip_headers, "failed: not done after 0.8 s"),
    ("hangs up halfway", "/w", web.hang_up, "failed: RemoteProtocolError"),
    ("a gzip bomb", "/x", web.bomb, "rejected: larger than 1,000,000 bytes"),
    ("packed as nobody asked", "/y", lambda h: h.send(200, b"\x0b\x02\x80hi\x03", Content_Encoding="br"), "rejected: packed in a way"),
    ("no gzip although it says so", "/z", lambda h: h.send(200, b"<html>", Content_Encoding="gzip"), "rejected: broken packed data"),
    ("gzip that breaks off", "/za", lambda h: h.send(200, gzip.compress(web.page(1))[:-40], Content_Encoding="gzip"), "rejected: packed data that break off"),
    ("an empty page", "/zb", b"", "rejected: empty"),
    ("a page without an article", "/zc", b"<html><body></body></html>", "rejected: no article text"),
    ("an image", "/zd", lambda h: h.send(200, b"\x89PNG\r\n\x1a\n" + bytes(400), "image/png"), "rejected: binary data"),
    ("nested 50,000 deep", "/ze", b"<html><body>" + b"<div>" * 50_000 + b"text", "rejected: a page nested deeper than 250 levels"),
    ("a million tags", "/zf", b"<html><body>" + b"<b>" * 300_000, "rejected: a page of more than 200,000 tags"),
    ("a busy host that asks for an hour", "/zz", web.status(429, Retry_After="3600"), "blocked: HTTP 429, asks for 3600 s"),
]  # fmt: skip
ADDRESSES = [
    ("ftp", "ftp://news.example/a", "rejected: no address of the web"),
    ("javascript", "javascript:alert(1)", "rejected: no address of the web"),
    ("a local file", "file:///etc/passwd", "rejected: no address of the web"),
    ("IPv6 loopback", "http://[::1]/a", "rejected: ::1 is an address inside"),
    ("loopback as one number", "http://2130706433/a", "rejected: 2130706433 is an address inside"),
    ("a link-local address", "http://169.254.1.1/a", "rejected: 169.254.1.1 is an address inside"),
    ("credentials in it", "http://ann:secret@127.0.0.1/a", "rejected: an address with a user name or password"),
]
FEEDS = [
    ("empty", b"", "failed: no RSS or Atom feed"),
    ("a page", web.page(1), "failed: no RSS or Atom feed"),
    ("binary", bytes(range(256)) * 20, "failed: no RSS or Atom feed"),
    ("entities", b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss version='2.0'><channel><item><title>&b;</title></item></channel></rss>",
     "failed: declares XML entities"),
    ("a file by an entity", b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item><title>&x;</title></item></channel></rss>",
     "failed: declares XML entities"),
    ("too large", web.rss("", ["/x" * 40] * 20_000), "failed: "),
    ("no items", web.rss("", []), "read: None"),
    ("cut off", web.rss("", ["/a", "/b"])[:-30], "read: None"),
]  # fmt: skip
MAPS = [
    ("entities", b"<!DOCTYPE u [<!ENTITY a 'x'>]><urlset><url><loc>&a;</loc></url></urlset>", "XML that is refused: EntitiesForbidden"),
    ("another XML", b"<rss/>", "no sitemap: its root is <rss>"),
    ("no XML", b"hello", "no sitemap"),
    ("a bomb", gzip.compress(bytes(5_000_000)), "unpacks to more than"),
    ("broken gzip", b"\x1f\x8b\x08\x00rubbish", "packed data that break off"),
]

# records of web archives ------------------------------------------------------------

def http(*headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode()


HTML_TYPE = "Content-Type: text/html"
chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(web.page(4)), web.page(4))

# (what, record, what it became; None where it is no article at all)
RECORDS = [
    ("a page", record("https://www.paper.example/1", web.page(1, head=web.linked_data("2018-05-14"))), "article"),
    ("a page packed by its server", record("https://a.example/2", gzip.compress(web.page(2)), http=http(HTML_TYPE, "Content-Encoding: gzip")), "article"),
    ("unpacked by the crawler but not said", record("https://a.example/3", web.page(3), http=http(HTML_TYPE, "Content-Encoding: gzip")), "article"),
    ("in chunks", record("https://a.example/4", chunked, http=http(HTML_TYPE, "Transfer-Encoding: chunked")), "article"),
    ("without a type", record("https://a.example/5", web.page(5), http=http()), "article"),
    ("address in angle brackets", record("<https://a.example/6>", web.page(6)), "article"),
    ("an image", record("https://a.example/i", b"\x89PNG", http=http("Content-Type: image/png")), None),
    ("an error page", record("https://a.example/e", web.page(1), http=http(HTML_TYPE, status="404 Not Found")), None),
    ("a request", record("https://a.example/q", b"", kind="request"), None),
    ("a name look-up", record("dns:a.example", b"", kind="response"), None),
    ("an empty page", record("https://a.example/7", b""), "empty"),
    ("no article in it", record("https://a.example/8", b"<html></html>"), "no article text in the page"),
    ("too large", record("https://a.example/9", b"<p>" * 50_000), "larger than 100,000 bytes"),
    ("a bomb", record("https://a.example/10", gzip.compress(bytes(30_000_000)), http=http(HTML_TYPE, "Content-Encoding: gzip")), "unpacks to more than"),
    ("broken packing", record("https://a.example/11", gzip.compress(web.page(1))[:-50], http=http(HTML_TYPE, "Content-Encoding: gzip")), "packed data that break off"),
    ("packed another way", record("https://a.example/12", b"\x0b\x02\x80", http=http(HTML_TYPE, "Content-Encoding: br")), "packed in a way"),
    ("no HTTP in it", record("https://a.example/13", b"hello", http=b""), None),
]  # fmt: skip

# the document ------------------------------------------------------------

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "bad-input.md"
HEAD = """\
# Bad, odd and hostile input

What becomes of each, one by one; made by `python tests/bad_inputs.py` from the tables that the tests run. Limits are those of the tests; the
defaults are in [flows/settings.py](../flows/settings.py). Whatever is not read is in the ledger, `raw.offer`; what is rejected is in `raw.rejected`
too, with its source, its locator, the reason and an excerpt (`khabar rejected`), and `khabar retry` reads it again after a fix. The rest of the file,
feed or archive is read in any case.
"""


def fate(told: str | None) -> str:
    """Give in words what an input of the tables becomes."""
    if told is None:
        return "passed over: no page of an article"
    if told.startswith("article"):
        return "read"
    kind, _, reason = told.partition(": ")
    words = {"None": "read", "": kind}.get(reason, told)
    return words.replace("|", "/").rstrip(": ")


def document() -> str:
    """Give the document that lists all inputs."""
    files = [(what, f"rejected: {told[1:]}" if told.startswith("!") else "read") for what, _, _, told in FILES]
    pages = [(what, fate(told)) for what, _, _, told in PAGES]
    records = [(what, fate(told if told in {None, "article"} else f"rejected: {told}")) for what, _, told in RECORDS]
    groups = {
        "Files and lines": files,
        "Pages": pages,
        "Addresses": [(what, fate(told)) for what, _, told in ADDRESSES],
        "Feeds": [(what, fate(told)) for what, _, told in FEEDS],
        "Sitemaps": [(what, fate(f"failed: {told}")) for what, _, told in MAPS],
        "Records of web archives": records,
    }
    parts = [HEAD]
    for name, rows in groups.items():
        parts.append(f"\n## {name}\n\n| Input | What becomes of it |\n|---|---|\n")
        parts += [f"| {what} | {told.rstrip()} |\n" for what, told in rows]
    return "".join(parts)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
