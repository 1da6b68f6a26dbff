/* The list of findings; a row is an array in the order that lists.py gives it. */
function listFindings(rows, told) {
  const [LOOK, LINK, CODE, CHECK, UNIT, PROJECT, FILE, SHEET, CELL, ACTUAL, EXPECTED, PROBLEM, SOURCE, REMEDY] =
    Array(14).keys();
  const [NUMBER, SENDS, HANDLED, REASON, MORE] = [14, 15, 16, 17, 18];
  const words = told.words;
  const ranks = ["error", "warning", "info"];
  const said = (name, text) =>
    text === "—" ? "" : make("p", { class: "more" }, tell(words.further, { name, text }));
  const columns = [
    {
      key: "severity",
      label: words.severity,
      cell: (row) => make("span", { class: `badge ${row[LOOK]}` }, words[row[LOOK]]),
      order: (row) => ranks.indexOf(row[LOOK]),
    },
    {
      key: "check",
      label: words.check,
      cell: (row) => [make("b", {}, row[CODE]), ` ${row[CHECK]}`, make("p", { class: "more" }, row[NUMBER])],
      order: (row) => row[CODE],
    },
    {
      key: "where",
      label: words.where,
      cell: (row) => [make("b", {}, row[UNIT]), make("p", {}, row[PROJECT])],
      order: (row) => row[UNIT],
    },
    {
      key: "place",
      label: words.place,
      cell: (row) => [
        link(row[CELL] === "—" ? row[SHEET] : `${row[SHEET]}!${row[CELL]}`, row[LINK]),
        make("p", { class: "more" }, row[FILE]),
      ],
      order: (row) => row[FILE],
    },
    { key: "actual", label: words.actual, cell: (row) => row[ACTUAL], order: (row) => row[ACTUAL] },
    { key: "expected", label: words.expected, cell: (row) => row[EXPECTED], order: (row) => row[EXPECTED] },
    {
      key: "problem",
      label: words.problem,
      cell: (row) => [row[PROBLEM], said(words.remedy, row[REMEDY]), said(words.source, row[SOURCE])],
      order: (row) => row[PROBLEM],
    },
    {
      key: "sends",
      label: words.sends,
      cell: (row) => [row[SENDS], make("p", { class: "more" }, `${row[HANDLED]} ${row[REASON]}`)],
      order: (row) => row[SENDS],
    },
    ...told.further.map((label, at) => ({
      key: "further",
      label,
      cell: (row) => row[MORE + at],
      order: (row) => row[MORE + at],
    })),
  ];
  const filters = {
    unit: (row) => row[UNIT],
    severity: (row) => row[LOOK],
    code: (row) => row[CODE],
    copy: (row) => row[LINK],
  };
  const list = new List("findings", rows, columns, filters, (row) => row.slice(CODE), words);
  const names = new Map(rows.map((row) => [row[CODE], row[CHECK]]));
  list.offer("unit", (unit) => unit, (unit) => unit);
  list.offer("severity", (look) => ranks.indexOf(look), (look) => words[look]);
  list.offer("code", (code) => code, (code) => `${code} ${names.get(code)}`);
  return list;
}
