"use strict";

/* The JSON that stands in a block of data; the block goes, so that it is not kept twice. */
function readBlock(id) {
  const block = document.getElementById(id);
  const read = JSON.parse(block.textContent);
  block.remove();
  return read;
}

/* Rows whose texts may be written as numbers: the how-manieth text it was when it stood for the first time. */
function readRows(id, known) {
  const rows = readBlock(id);
  const texts = [];
  for (const row of rows) {
    for (let at = 0; at < row.length; at++) {
      if (typeof row[at] === "number") {
        row[at] = texts[row[at]];
      } else if (typeof row[at] === "string" && texts.length < known) {
        texts.push(row[at]);
      }
    }
  }
  return rows;
}

/* What a search looks through: full and half width, upper and lower case are one. */
function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

const collator = new Intl.Collator("zh", { numeric: true });

/* Numbers by size, texts by the alphabet, what is blank last. */
function compare(one, other) {
  if (one === null || other === null) {
    return (one === null) - (other === null);
  }
  return typeof one === "number" && typeof other === "number" ? one - other : collator.compare(one, other);
}
