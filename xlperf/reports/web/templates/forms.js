/* The list of forms; a row is an array in the order that lists.py gives it, a figure what it shows and its size. */
function listForms(rows, told, showFindings) {
  const [LINK, UNIT, PROJECT, PACK, GRADE, COPY, YEAR, BUDGET, EXECUTED, RATE, SUBMITTED, RECOMPUTED, FOUND] =
    Array(13).keys();
  const words = told.words;
  const text = (key, place) => ({ key, label: words[key], cell: (row) => row[place], order: (row) => row[place] });
  const figure = (key, place) => ({
    key,
    label: words[key],
    cell: (row) => (Array.isArray(row[place]) ? row[place][0] : row[place]),
    order: (row) => (Array.isArray(row[place]) ? row[place][1] : null),
    start: -1,
  });
  const counted = (look, place) => ({
    ...figure(look, place),
    cell: (row) => {
      if (row[place][1] === 0 || row[LINK] === null) {
        return row[place][0];
      }
      const button = make("button", { type: "button", class: `count ${look}`, title: words.show_findings }, row[place][0]);
      button.addEventListener("click", () => showFindings(row[LINK], row[COPY]));
      return button;
    },
  });
  const columns = [
    text("unit", UNIT),
    text("project", PROJECT),
    figure("year", YEAR),
    figure("budget", BUDGET),
    figure("executed", EXECUTED),
    figure("rate", RATE),
    figure("submitted", SUBMITTED),
    figure("recomputed", RECOMPUTED),
    text("grade", GRADE),
    counted("error", FOUND),
    counted("warning", FOUND + 1),
    counted("info", FOUND + 2),
    figure("unjudged", FOUND + 3),
    { ...text("copy", COPY), cell: (row) => link(row[COPY], row[LINK]) },
  ];
  const filters = { unit: (row) => row[UNIT], grade: (row) => row[GRADE] };
  const list = new List("forms", rows, columns, filters, (row) => [row[UNIT], row[PROJECT], row[PACK], row[COPY]], words);
  const grades = ["优", "良", "中", "差"];
  const place = (grade) => (grades.includes(grade) ? grades.indexOf(grade) : grades.length);
  list.offer("unit", (unit) => unit, (unit) => unit);
  list.offer("grade", place, (grade) => grade);
  return list;
}
