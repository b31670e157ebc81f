"""The read stage: files, feeds, sitemaps, lists and archives in; articles, rejections and rows of the ledger out, one at a time."""
