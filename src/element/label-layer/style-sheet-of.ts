const sheets = new WeakMap<Document, CSSStyleSheet>();

/**
 * The style sheet of all layers in a document; made by script, which a strict content security policy allows. There is
 * none for a document that is not shown, such as that of a template.
 */
export function styleSheetOf(document: Document): CSSStyleSheet | undefined {
  const known = sheets.get(document);
  if (known) return known;
  // A sheet can be used in the document alone whose window made it.
  if (!document.defaultView) return undefined;
  const sheet = new document.defaultView.CSSStyleSheet();
  sheet.replaceSync(CSS);
  sheets.set(document, sheet);
  return sheet;
}

const CSS = `
:host {
  all: initial;
  display: contents;
  color-scheme: inherit;
  visibility: inherit;
  color: inherit;
  font-family: var(--flow-labels-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif);
  /* Pages may make a rem as small as 10 px, and people who need larger letters make it larger. */
  font-size: var(--flow-labels-size, max(12px, 0.75rem));
  line-height: 1.25;
  --user: var(--flow-labels-user-background, #def0ea);
  --on-user: var(--flow-labels-user-color, #07443a);
  --user-line: var(--flow-labels-user-border, #a9d2c5);
  --agent: var(--flow-labels-agent-background, #fcefd2);
  --on-agent: var(--flow-labels-agent-color, #5f3d00);
  --agent-line: var(--flow-labels-agent-border, #e4c98d);
}

@supports (color: light-dark(#fff, #000)) {
  :host {
    --user: var(--flow-labels-user-background, light-dark(#def0ea, #12332b));
    --on-user: var(--flow-labels-user-color, light-dark(#07443a, #97e4d1));
    --user-line: var(--flow-labels-user-border, light-dark(#a9d2c5, #2b6355));
    --agent: var(--flow-labels-agent-background, light-dark(#fcefd2, #33280f));
    --on-agent: var(--flow-labels-agent-color, light-dark(#5f3d00, #f3d08b));
    --agent-line: var(--flow-labels-agent-border, light-dark(#e4c98d, #66501f));
  }
}

:host([hidden]),
[hidden] {
  display: none !important;
}

section {
  display: block;
}

ol {
  margin: 0;
  padding: 0;
  list-style: none;
}

.unseen,
.beside .quote {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

.beside {
  position: fixed;
  z-index: var(--flow-labels-z-index, var(--level, 1));
  top: 0;
  left: 0;
  width: 0;
  height: 0;
  pointer-events: none;
}

.beside .entry {
  position: absolute;
  top: 0;
  left: 0;
  inline-size: max-content;
  max-inline-size: min(15rem, 80vw);
}

.list {
  display: flex;
  flex-direction: column;
  gap: 0.5em;
  max-block-size: var(--flow-labels-list-size, 20rem);
  overflow-y: auto;
}

.list:focus-visible {
  outline: 2px solid currentColor;
  outline-offset: 2px;
}

.list .entry {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.25em 0.75em;
}

.list .quote {
  flex: 0 1 auto;
  min-inline-size: 0;
  overflow-wrap: anywhere;
}

.label {
  display: block;
  box-sizing: border-box;
  max-inline-size: 100%;
  padding-inline: 0.625em;
  padding-block: 0.0625em 0.125em;
  border: 1px solid var(--line);
  border-radius: var(--flow-labels-radius, 1em);
  background: var(--surface);
  color: var(--ink);
  font-weight: 600;
  white-space: nowrap;
  overflow: hidden;
  text-overflow: ellipsis;
  box-shadow: 0 1px 2px rgb(0 0 0 / 12%);
}

.entry[data-role="user"] {
  --surface: var(--user);
  --ink: var(--on-user);
  --line: var(--user-line);
}

.entry[data-role="agent"] {
  --surface: var(--agent);
  --ink: var(--on-agent);
  --line: var(--agent-line);
}

.entry[data-flow-provisional] .label {
  border-style: dashed;
  border-color: currentColor;
  font-weight: 400;
  box-shadow: none;
}

.entry[data-flow-provisional] .title::after {
  content: "…";
  content: "…" / "";
}

@media (prefers-contrast: more), (forced-colors: active) {
  .label {
    border-color: currentColor;
  }
}

@media (prefers-reduced-motion: no-preference) {
  .label {
    animation: appear 0.15s ease-out;
  }
}

@keyframes appear {
  from {
    opacity: 0;
  }
}
`;
