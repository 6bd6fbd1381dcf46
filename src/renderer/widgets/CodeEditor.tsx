import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { python } from '@codemirror/lang-python'
import { indentUnit } from '@codemirror/language'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, type StateEffect } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { type EditPause, editPause } from './editPause'
import { tabIndents } from './tabIndents'
import { editorTheme } from './editorTheme'
import { notationLanguage } from './notationLanguage'
import { type LineMark, lineMarks, setLineMarks } from './lineMarks'

/** A problem to be underlined: lines and columns from 1, the end exclusive. */
export interface CodeProblem {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly message: string
}

interface CodeEditorProps {
  readonly text: string
  readonly label: string
  readonly language: 'python' | 'notation'
  readonly marks: readonly LineMark[]
  readonly problems: readonly CodeProblem[]
  readonly readOnly: boolean
  readonly onChange: (text: string) => void
}

/** Whether keys are a command of the window's, not one of editing. */
const isCommand = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  /^F\d+$/.test(key) || ((ctrlKey || metaKey || altKey) && /^([sorek3]|enter)$/i.test(key))

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

function place(state: EditorState, line: number, column: number): number {
  if (line < 1 || line > state.doc.lines) return line < 1 ? 0 : state.doc.length
  const found = state.doc.line(line)
  return Math.min(found.from + column - 1, found.to)
}

function diagnostics(state: EditorState, problems: readonly CodeProblem[]): Diagnostic[] {
  return problems.map((problem) => {
    const from = place(state, problem.line, problem.column)
    return { from, to: Math.max(from, place(state, problem.endLine, problem.endColumn)), severity: 'error', message: problem.message }
  })
}

/** An editor with marks for the lines that threads are at, and problems underlined. Tab indents for who came by pointer, and moves on for who came by keyboard. */
export function CodeEditor({ text, label, language, marks, problems, readOnly, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const access = useRef(new Compartment())
  const changed = useRef(onChange)
  useEffect(() => {
    changed.current = onChange
  }, [onChange])
  const pause = useRef<EditPause | null>(null)

  useEffect(() => {
    if (!host.current) return
    const edits = editPause((typed) => changed.current(typed))
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        extensions: [
          EditorView.cspNonce.of(nonce()),
          lineMarks,
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          language === 'python' ? python() : notationLanguage,
          indentUnit.of(language === 'python' ? '    ' : '  '),
          editorTheme,
          access.current.of([]),
          tabIndents,
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) edits.edited(update.state.doc.toString())
          }),
          // whoever leaves, or gives a command, means what is written
          EditorView.domEventHandlers({ blur: () => edits.settle(), keydown: (event) => isCommand(event) && edits.settle() })
        ]
      })
    })
    view.current = editor
    pause.current = edits
    return () => {
      edits.settle()
      editor.destroy()
      view.current = null
    }
  }, [label, language])

  useEffect(() => {
    const editor = view.current
    if (!editor || pause.current?.isEcho(text) || editor.state.doc.toString() === text) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
    pause.current?.forget()
  }, [text])

  useEffect(() => {
    const editor = view.current
    if (editor) editor.dispatch(setDiagnostics(editor.state, diagnostics(editor.state, problems)))
  }, [problems])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    // while somebody types, nothing scrolls away under their hands
    const shown = editor.hasFocus ? undefined : marks.find((mark) => mark.current)
    const effects: StateEffect<unknown>[] = [setLineMarks.of(marks)]
    if (shown) effects.push(EditorView.scrollIntoView(place(editor.state, shown.line, 1), { y: 'nearest', yMargin: 66 }))
    editor.dispatch({ effects })
  }, [marks])

  useEffect(() => {
    view.current?.dispatch({ effects: access.current.reconfigure(EditorState.readOnly.of(readOnly)) })
  }, [readOnly])

  return <div className="code-editor" ref={host} />
}
