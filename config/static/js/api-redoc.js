// Shows the OpenAPI document that #docs names as one page to read.
"use strict";

const docs = document.getElementById("docs");
Redoc.init(docs.dataset.schema, { disableSearch: false, hideDownloadButton: false, nativeScrollbars: true }, docs);
