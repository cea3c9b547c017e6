"use strict";
{
  const { cards } = JSON.parse(document.getElementById("data").textContent);
  const field = (name) => document.getElementById("by-" + name);
  const fields = ["text", "kind", "publisher", "rule"].map(field);
  const [text, kind, publisher, rule] = fields;
  const found = document.getElementById("found");
  for (const card of cards) {
    card.element = document.getElementById(card.id);
    card.words = card.element.textContent.toLowerCase().replace(/\s+/g, " ");
  }

  const offer = (select, values, said) => {
    for (const value of [...new Set(values)].filter(Boolean).sort()) select.add(new Option(said(value), value));
  };
  offer(kind, cards.flatMap((card) => card.kinds), (value) => value.replaceAll("_", " "));
  offer(publisher, cards.map((card) => card.publisher), String);
  offer(rule, cards.flatMap((card) => card.rules), String);

  const search = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const narrowed = fields.some((one) => one.value !== "");
    let count = 0;
    for (const card of cards) {
      const fits =
        words.every((word) => card.words.includes(word)) &&
        (!kind.value || card.kinds.includes(kind.value)) &&
        (!publisher.value || card.publisher === publisher.value) &&
        (!rule.value || card.rules.includes(rule.value));
      card.element.hidden = !fits;
      if (fits && words.length && "open" in card.element) card.element.open = true;
      count += fits;
    }
    for (const shelf of document.querySelectorAll(".shelf")) {
      shelf.classList.toggle("empty", narrowed && !shelf.querySelector(".card:not([hidden])"));
    }
    found.textContent = narrowed ? `${count} of ${cards.length} shown` : "";
  };
  for (const one of fields) one.addEventListener("input", search);
  document.getElementById("clear").addEventListener("click", () => {
    for (const one of fields) one.value = "";
    search();
    text.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement.matches("del, mark")) document.activeElement.blur();
  });
  document.getElementById("search").hidden = false;
  search();
}
