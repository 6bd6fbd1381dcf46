import { indentLess, indentMore } from '@codemirror/commands'
import { type Extension, StateEffect, StateField } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'

const byPointer = StateEffect.define<boolean>()

const cameByPointer = StateField.define<boolean>({
  create: () => false,
  update: (came, transaction) => transaction.effects.reduce((now, effect) => (effect.is(byPointer) ? effect.value : now), came)
})

/** Tab and Shift+Tab indent while the editor was entered by pointer; for who walks through by Tab the editor is no trap (WCAG 2.1.2). */
export const tabIndents: Extension = [
  cameByPointer,
  EditorView.domEventHandlers({
    pointerdown: (_event, view) => view.dispatch({ effects: byPointer.of(true) }),
    blur: (_event, view) => view.dispatch({ effects: byPointer.of(false) })
  }),
  keymap.of([
    {
      key: 'Tab',
      run: (view) => view.state.field(cameByPointer) && indentMore(view),
      shift: (view) => view.state.field(cameByPointer) && indentLess(view)
    }
  ])
]
