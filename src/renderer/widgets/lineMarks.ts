import { type Extension, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter } from '@codemirror/view'

/** A mark beside a line: `name` is shown, `color` a CSS colour, `ink` the colour of the name on it. */
export interface LineMark {
  readonly line: number
  readonly name: string
  readonly title: string
  readonly color: string
  readonly ink: string
  /** The editor scrolls to it. */
  readonly current: boolean
}

// beside a line there is room for three chips; more would push the text aside
const mostChips = 3

/** Replaces all marks. */
export const setLineMarks = StateEffect.define<readonly LineMark[]>()

const marksField = StateField.define<readonly LineMark[]>({
  create: () => [],
  update: (marks, transaction) => transaction.effects.reduce((now, effect) => (effect.is(setLineMarks) ? effect.value : now), marks)
})

class Chips extends GutterMarker {
  readonly marks: readonly LineMark[]

  constructor(marks: readonly LineMark[]) {
    super()
    this.marks = marks
  }

  override eq(other: Chips): boolean {
    return JSON.stringify(this.marks) === JSON.stringify(other.marks)
  }

  override toDOM(): HTMLElement {
    const box = document.createElement('span')
    box.className = 'line-chips'
    const shown = this.marks.length > mostChips ? this.marks.slice(0, mostChips - 1) : this.marks
    for (const mark of shown) {
      const chip = document.createElement('span')
      chip.className = 'line-chip'
      chip.textContent = mark.name
      chip.title = mark.title
      chip.style.backgroundColor = mark.color
      chip.style.color = mark.ink
      box.append(chip)
    }
    if (shown.length < this.marks.length) box.append(rest(this.marks.slice(shown.length)))
    return box
  }
}

function rest(marks: readonly LineMark[]): HTMLElement {
  const more = document.createElement('span')
  more.className = 'line-more'
  more.textContent = `+${marks.length}`
  more.title = marks.map(({ title }) => title).join('\n')
  return more
}

const marked = Decoration.line({ class: 'cm-at' })

function lines(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const numbers = [...new Set(view.state.field(marksField).map((mark) => mark.line))].filter((line) => line >= 1 && line <= view.state.doc.lines)
  for (const line of numbers.toSorted((a, b) => a - b)) {
    const from = view.state.doc.line(line).from
    builder.add(from, from, marked)
  }
  return builder.finish()
}

/** A gutter with a chip for each mark, and a tint on the lines that have one. */
export const lineMarks: Extension = [
  marksField,
  gutter({
    class: 'cm-threads',
    lineMarker(view, block) {
      const number = view.state.doc.lineAt(block.from).number
      const here = view.state.field(marksField).filter((mark) => mark.line === number)
      return here.length > 0 ? new Chips(here) : null
    },
    lineMarkerChange: (update) => update.transactions.some((transaction) => transaction.effects.some((effect) => effect.is(setLineMarks)))
  }),
  EditorView.decorations.of(lines)
]
