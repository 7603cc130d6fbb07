// Filters the conflicts; without scripts all of them are shown.
(() => {
  const form = document.querySelector(".filter");
  if (!form) return;
  form.hidden = false;
  const cards = [...document.querySelectorAll(".conflict")];
  const texts = cards.map((card) => card.textContent.toLowerCase());
  const count = document.querySelector("#aantal");
  const apply = () => {
    const asked = Object.fromEntries(new FormData(form));
    const words = asked.zoek.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    cards.forEach((card, i) => {
      const fits = ["ernst", "soort", "thema", "gebied"].every((name) => !asked[name] || card.dataset[name] === asked[name])
        && words.every((word) => texts[i].includes(word));
      card.hidden = !fits;
      shown += fits;
    });
    count.textContent = `${shown} van ${cards.length} getoond`;
    document.querySelectorAll(".ernstgroep").forEach((group) => {
      group.hidden = !group.querySelector(".conflict:not([hidden])");
    });
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
  apply();
})();
