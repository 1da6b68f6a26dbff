/* An element with attributes and content; a text never becomes markup. */
function make(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    if (attributes[name] !== null) {
      element.setAttribute(name, attributes[name]);
    }
  }
  element.append(...content);
  return element;
}

/* A sentence with its figures. */
function tell(sentence, figures) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => (name in figures ? figures[name] : place));
}

/* A text that leads to a file beside the page, where there is one. */
function link(text, address) {
  return address === null ? text : make("a", { href: address }, text);
}

function count(number) {
  return number.toLocaleString("en-US");
}
