// The editor of an author's page: CodeMirror with YAML, the marks of findings, and one history for each file.
import { basicSetup } from "codemirror";
import { yaml } from "@codemirror/lang-yaml";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/**
 * An editor inside `place`. `changed(path, text)` is called after each change by hand.
 * Returns: show(path, text) opens a file; forget() drops all files; text() and set(text): what stands in it;
 * mark(findings) shows those of the open file ({line, column, length, severity, message}); go(line, column).
 */
export function deckEditor(place, changed) {
  const states = new Map();
  let open = "";
  let marks = [];
  const extensions = [
    basicSetup,
    yaml(),
    lintGutter(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": "Text of the deck", spellcheck: "false", tabindex: "0" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && open) changed(open, update.state.doc.toString());
    }),
  ];
  const made = (text) => EditorState.create({ doc: text, extensions });
  const view = new EditorView({ state: made(""), parent: place });

  const at = (line, column) => {
    const found = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
    return Math.min(found.to, found.from + Math.max(0, column - 1));
  };
  const paint = () => {
    const found = marks.map((mark) => {
      const from = at(mark.line, mark.column);
      const end = view.state.doc.lineAt(from).to;
      return { from, to: Math.min(end, from + Math.max(1, mark.length)), severity: mark.severity, message: mark.message };
    });
    view.dispatch(setDiagnostics(view.state, found));
  };
  return {
    show(path, text) {
      if (open) states.set(open, view.state);
      open = "";
      const before = states.get(path);
      view.setState(before && before.doc.toString() === text ? before : made(text));
      open = path;
      marks = [];
    },
    forget() {
      states.clear();
      open = "";
      view.setState(made(""));
    },
    mark(found) {
      marks = found;
      paint();
    },
    go(line, column) {
      const place = at(line, column);
      view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: "center" }) });
      view.focus();
    },
    text: () => view.state.doc.toString(),
    set(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
  };
}
