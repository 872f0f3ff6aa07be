// Shows the OpenAPI document that #docs names.
"use strict";

const docs = document.getElementById("docs");
SwaggerUIBundle({ domNode: docs, url: docs.dataset.schema, deepLinking: true, validatorUrl: null });
