function start() {
  const told = readBlock("told");
  const findings = listFindings(readRows("findings-rows", told.known), told);
  const showFindings = (address, name) => findings.ask("copy", address, name);
  const forms = listForms(readRows("forms-rows", told.known), told, showFindings);
  cut(findings, told.words.cut, told.counts.findings);
  cut(forms, told.words.cut_forms, told.counts.forms);
  findings.choose();
  forms.choose();
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => findings.ask(button.dataset.filter, button.dataset.value));
  }
  document.getElementById("print").addEventListener("click", () => window.print());
}

/* Says where the page shows a part only. */
function cut(list, sentence, all) {
  if (all > list.rows.length) {
    const figures = { all: count(list.rows.length), count: count(all) };
    list.section.querySelector(".cut").textContent = tell(sentence, figures);
  }
}

start();
