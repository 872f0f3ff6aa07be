// Passkeys: starts django-allauth's scripts for the form of this page, and says it when the device gives none.
(() => {
  "use strict";
  const form = document.querySelector("form[data-passkey]");
  if (!form || !window.PublicKeyCredential) return;
  const kind = form.dataset.passkey;
  window.allauth.webauthn.forms[`${kind}Form`]({
    ids: { [kind]: "passkey-button", credential: "passkey-credential", data: "passkey-options", passwordless: "id_passwordless" },
  });
  form.hidden = false;
  document.querySelector("[data-no-passkeys]")?.remove();
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    form.querySelector("[data-passkey-failed]").hidden = false;
  });
})();
