// Chooses among the conflicts, and keeps the choice in the address: #?ernst=fout&zoek=losser.
// Without scripts all of them are shown.
(() => {
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/(\d)\.(?=\d{3})/g, "$1");
  const open = (all) => all.filter((each) => !each.open).map((each) => ((each.open = true), each));

  const form = document.querySelector(".filter");
  const fields = [...form.elements].filter((field) => field.name);
  const cards = [...document.querySelectorAll(".conflict")];
  const groups = [...document.querySelectorAll(".ernstgroep")];
  const texts = cards.map((card) => plain(card.textContent));
  const count = document.querySelector("#aantal");

  const apply = () => {
    const words = plain(form.elements.zoek.value).split(/\s+/).filter(Boolean);
    const asked = fields.filter((field) => field.name !== "zoek" && field.value);
    let shown = 0;
    cards.forEach((card, i) => {
      const fits = asked.every((field) => (card.dataset[field.name] ?? "").split("|").includes(field.value))
        && words.every((word) => texts[i].includes(word));
      card.hidden = !fits;
      shown += fits;
    });
    groups.forEach((group) => {
      const all = group.querySelectorAll(".conflict").length;
      const left = group.querySelectorAll(".conflict:not([hidden])").length;
      group.hidden = !left;
      group.querySelector(".aantal").textContent = left === all ? all : `${left} van ${all}`;
    });
    count.textContent = shown ? `${shown} van ${cards.length} conflicten` : "Geen conflict past bij deze keuze";
  };
  const remember = () => {
    const asked = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    history.replaceState(null, "", asked.size ? `#?${asked}` : "#conflicten");
  };
  const follow = () => {
    if (location.hash.startsWith("#?")) {
      const asked = new URLSearchParams(location.hash.slice(2));
      fields.forEach((field) => {
        field.value = asked.get(field.name) ?? "";
        if (field.selectedIndex === -1) field.value = "";
      });
      apply();
      form.scrollIntoView();
      return;
    }
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target && target.hidden) {
      fields.forEach((field) => { field.value = ""; });
      apply();
    }
    if (target) target.scrollIntoView();
  };

  form.hidden = false;
  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  addEventListener("hashchange", follow);
  apply();
  follow();

  // What is too wide to be seen as a whole can be scrolled with the keys.
  const scrollable = () => document.querySelectorAll(".rol").forEach((box) => {
    if (box.scrollWidth <= box.clientWidth) { box.removeAttribute("tabindex"); box.removeAttribute("role"); return; }
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.querySelector("caption").textContent);
  });
  addEventListener("resize", scrollable);
  scrollable();

  let opened = [];
  addEventListener("beforeprint", () => { opened = open([...document.querySelectorAll("details")]); });
  addEventListener("afterprint", () => { opened.forEach((each) => { each.open = false; }); });
})();
