const ROWS = 50; // on a page
const PRINTED = 300; // on paper

/* A list that is searched, filtered, sorted and shown page by page.
   columns: key, label, cell(row) → content, order(row) → what it is sorted by, start: -1 where large ones come first.
   filters: name → value(row); texts(row) → what a search looks through. */
class List {
  constructor(id, rows, columns, filters, texts, words) {
    this.section = document.getElementById(id);
    this.form = this.section.querySelector("form");
    this.rows = rows;
    this.columns = columns;
    this.filters = filters;
    this.texts = texts;
    this.words = words;
    this.folded = new Map();
    this.asked = {};
    this.sorted = { column: columns[0], way: 1 };
    this.page = 0;
    this.found = rows;
    this.head();
    this.pager();
    this.listen();
  }

  head() {
    const cells = this.columns.map((column) => {
      const button = make("button", { type: "button", class: "plain" }, column.label);
      button.addEventListener("click", () => this.sort(column));
      return make("th", { scope: "col", class: `c-${column.key}`, "data-label": column.label }, button);
    });
    this.section.querySelector("thead").append(make("tr", {}, ...cells));
  }

  pager() {
    const nav = this.section.querySelector(".pager");
    this.place = make("span", { role: "status" });
    const turn = (word, page) => {
      const button = make("button", { type: "button" }, this.words[word]);
      button.addEventListener("click", () => this.turn(page()));
      return button;
    };
    this.backward = [turn("first", () => 0), turn("before", () => this.page - 1)];
    this.forward = [turn("after", () => this.page + 1), turn("last", () => this.pages() - 1)];
    nav.append(...this.backward, this.place, ...this.forward);
  }

  listen() {
    let waiting = 0;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.choose(), 150);
    });
    this.form.querySelector("button").addEventListener("click", () => this.clear());
    window.addEventListener("beforeprint", () => this.show(0, PRINTED));
    window.addEventListener("afterprint", () => this.turn(this.page));
  }

  /* Puts the values of a filter into its choice, ordered as `order` says, with how often each stands. */
  offer(name, order, shown) {
    const counts = new Map();
    for (const value of this.rows.map(this.filters[name])) {
      counts.set(value, (counts.get(value) || 0) + 1);
    }
    const values = Array.from(counts.keys()).sort((one, other) => compare(order(one), order(other)));
    const told = (value) => tell(this.words.counted, { name: shown(value), count: count(counts.get(value)) });
    this.form.elements[name].append(...values.map((value) => make("option", { value }, told(value))));
  }

  clear() {
    this.empty();
    this.choose();
  }

  empty() {
    this.asked = {};
    for (const element of this.form.querySelectorAll("input, select")) {
      element.value = "";
    }
  }

  /* Shows what a click elsewhere asks for, and goes there; a filter without a choice of its own has a name to show. */
  ask(name, value, shown) {
    this.empty();
    if (this.form.elements[name]) {
      this.form.elements[name].value = value;
    } else {
      this.asked[name] = { value, shown };
    }
    this.choose();
    this.section.scrollIntoView();
    this.section.focus({ preventScroll: true });
  }

  /* What is filtered by: name → value, and how it is called. */
  choices() {
    const chosen = Object.assign({}, this.asked);
    for (const select of this.form.querySelectorAll("select")) {
      if (select.value) {
        chosen[select.name] = { value: select.value, shown: select.selectedOptions[0].textContent };
      }
    }
    return chosen;
  }

  choose() {
    const chosen = this.choices();
    const names = Object.keys(chosen);
    const search = this.form.elements.search.value.trim();
    const words = fold(search).split(/\s+/).filter(Boolean);
    this.found = this.rows.filter(
      (row) =>
        names.every((name) => this.filters[name](row) === chosen[name].value) &&
        words.every((word) => this.text(row).includes(word)),
    );
    const shown = names.map((name) => chosen[name].shown).concat(search ? [search] : []);
    this.section.querySelector(".chosen").textContent =
      shown.length > 0 ? tell(this.words.filtered, { filters: shown.join(" · ") }) : "";
    this.arrange();
    this.turn(0);
  }

  text(row) {
    if (!this.folded.has(row)) {
      this.folded.set(row, fold(this.texts(row).join(" ")));
    }
    return this.folded.get(row);
  }

  sort(column) {
    const way = this.sorted.column === column ? -this.sorted.way : column.start || 1;
    this.sorted = { column, way };
    this.arrange();
    this.turn(0);
  }

  arrange() {
    const { column, way } = this.sorted;
    const keyed = this.found.map((row, at) => ({ row, at, key: column.order(row) }));
    const apart = (one, other) => (one === null || other === null ? compare(one, other) : way * compare(one, other));
    keyed.sort((one, other) => apart(one.key, other.key) || one.at - other.at);
    this.found = keyed.map((each) => each.row);
    this.columns.forEach((each, at) => {
      const told = each === column ? (way > 0 ? "ascending" : "descending") : "none";
      this.section.querySelectorAll("thead th")[at].setAttribute("aria-sort", told);
    });
  }

  pages() {
    return Math.max(1, Math.ceil(this.found.length / ROWS));
  }

  turn(page) {
    this.page = Math.min(Math.max(page, 0), this.pages() - 1);
    this.show(this.page * ROWS, ROWS);
    this.place.textContent = tell(this.words.pages, { page: count(this.page + 1), pages: count(this.pages()) });
    this.backward.forEach((button) => button.setAttribute("aria-disabled", this.page === 0));
    this.forward.forEach((button) => button.setAttribute("aria-disabled", this.page === this.pages() - 1));
  }

  /* Puts so many of the rows found into the table, and says how many there are. */
  show(start, many) {
    const rows = this.found.slice(start, start + many).map((row) => this.line(row));
    if (rows.length === 0) {
      rows.push(make("tr", {}, make("td", { colspan: this.columns.length, class: "nothing" }, this.words.nothing)));
    }
    const body = this.section.querySelector("tbody");
    body.textContent = "";
    body.append(...rows);
    const figures = { found: count(this.found.length), all: count(this.rows.length), printed: count(many) };
    const matched = tell(this.words.matched, figures);
    const cut = many === PRINTED && this.found.length > many ? tell(this.words.printed, figures) : "";
    this.section.querySelector(".matched").textContent = cut || matched;
  }

  line(row) {
    const cells = this.columns.map((column) => {
      const content = column.cell(row);
      const attributes = { class: `c-${column.key}`, "data-label": column.label };
      return make("td", attributes, make("div", {}, ...[].concat(content)));
    });
    return make("tr", {}, ...cells);
  }
}
