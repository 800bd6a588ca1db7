/** The editor of a program: CodeMirror 6 with the marks of the lesson at their lines. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers, WidgetType } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { ProgramLanguage } from '../../shared/lesson/lesson';

/** A remark at a line, counted from 1. */
export interface LineMark {
  readonly line: number;
  readonly text: string;
  readonly tone: 'mark' | 'error';
}

interface ProgramEditorProps {
  readonly language: ProgramLanguage;
  readonly text: string;
  readonly original: string;
  readonly isDiff: boolean;
  readonly marks: readonly LineMark[];
  readonly label: string;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.moduleKeyword], color: 'var(--js-p5)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--js-ok-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--js-warn-text)' },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.typeName], color: 'var(--js-accent-text)' },
  { tag: tags.comment, color: 'var(--js-dim)' },
]);

class Remark extends WidgetType {
  readonly #mark: LineMark;

  constructor(mark: LineMark) {
    super();
    this.#mark = mark;
  }

  override eq(other: Remark): boolean {
    return other.#mark.text === this.#mark.text && other.#mark.tone === this.#mark.tone;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.className = 'lesson-remark';
    element.dataset['tone'] = this.#mark.tone;
    element.textContent = `◀ ${this.#mark.text}`;
    return element;
  }
}

const setMarks = StateEffect.define<readonly LineMark[]>();
const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { changes, effects, state }) => {
    const effect = effects.find((one) => one.is(setMarks));
    if (effect === undefined) return before.map(changes);
    const marks = effect.value;
    const ranges = marks
      .filter(({ line }) => line >= 1 && line <= state.doc.lines)
      .flatMap((mark) => {
        const { from, to } = state.doc.line(mark.line);
        const line = Decoration.line({ attributes: { class: `lesson-line-${mark.tone}` } });
        return [line.range(from), Decoration.widget({ widget: new Remark(mark), side: 1 }).range(to)];
      });
    return RangeSet.of(ranges, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const languageOf = (language: ProgramLanguage): Extension =>
  language === 'python' ? [python(), indentUnit.of('    ')] : [javascript({ typescript: true }), indentUnit.of('  ')];

const diffOf = (isDiff: boolean, original: string): Extension =>
  isDiff ? unifiedMergeView({ original, mergeControls: false, gutter: true }) : [];

export function ProgramEditor(props: ProgramEditorProps) {
  const { language, text, original, isDiff, marks } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  // The editor outlives many renders: it calls what the last one gave.
  const latest = useRef(props);
  const changing = useRef(new Compartment());
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (place.current === null) return undefined;
    const editor = createEditor(place.current, latest, changing.current);
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    view.current?.dispatch({
      effects: changing.current.reconfigure([languageOf(language), diffOf(isDiff, original)]),
    });
  }, [language, isDiff, original]);
  useEffect(() => {
    view.current?.dispatch({ effects: setMarks.of(marks) });
  }, [marks, text]);
  return <div ref={place} className="lesson-editor" data-testid="lesson-editor" />;
}

function createEditor(
  parent: HTMLElement,
  latest: { readonly current: ProgramEditorProps },
  changing: Compartment,
): EditorView {
  const { text, label } = latest.current;
  const onUpdate = EditorView.updateListener.of(({ docChanged, state }) => {
    const now = state.doc.toString();
    if (docChanged && now !== latest.current.text) latest.current.onChange(now);
  });
  const run = (): boolean => {
    latest.current.onRun();
    return true;
  };
  return new EditorView({
    parent,
    doc: text,
    extensions: [
      lineNumbers(),
      // A long remark goes on below its line instead of out of sight.
      EditorView.lineWrapping,
      history(),
      keymap.of([{ key: 'Mod-Enter', run }, ...defaultKeymap, ...historyKeymap]),
      syntaxHighlighting(colours),
      changing.of([languageOf(latest.current.language)]),
      marksField,
      onUpdate,
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    ],
  });
}
