import { useState } from 'react'
import type { Parameter } from '../../core/program/program'

interface ParametersProps {
  readonly parameters: readonly Parameter[]
  readonly set: Readonly<Record<string, string>>
  readonly onSet: (name: string, literal: string) => void
}

// one line of the panel; the program's text holds them all
const most = 3

/** The program's top-level constants, to be changed without touching its text. */
export function Parameters({ parameters, set, onSet }: ParametersProps) {
  return parameters
    .slice(0, most)
    .map(({ name, literal }) => <Field key={`${name} ${set[name] ?? literal}`} name={name} literal={set[name] ?? literal} onSet={onSet} />)
}

function Field({ name, literal, onSet }: { name: string; literal: string; onSet: (name: string, literal: string) => void }) {
  const [typed, setTyped] = useState(literal)
  const done = (): void => {
    if (typed.trim() === '') setTyped(literal)
    if (typed.trim() !== literal) onSet(name, typed.trim())
  }
  return (
    <label className="parameter mono" title="Set here for all three engines; the text stays as it is">
      {name} =
      <input
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={done}
        onKeyDown={(event) => {
          // leaving the field gives the single keys back to the stage, and sets what was typed
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') setTyped(literal)
        }}
      />
    </label>
  )
}
