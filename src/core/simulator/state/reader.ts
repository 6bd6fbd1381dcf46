import type { Operand } from '../../program/instruction'
import { type Assembly, frameOf, functionAt, type Writer } from '../assembly'
import { kindCodes } from './kindCodes'
import { namesOf } from './layout'
import { kindIn, type Place, put } from './place'
import { word } from './words'

/** An operand made readable. */
export interface Reader {
  /** The code of its kind when known from the program, else -1. */
  readonly fixed: number
  readonly kind: (state: Int32Array, base: number) => number
  readonly payload: (state: Int32Array, base: number) => number
  /** The exception when it may be unbound, else null. */
  readonly whenUnbound: { readonly kind: 'NameError' | 'UnboundLocalError'; readonly message: string } | null
}

/** Makes an operand of the instruction at `pc` readable. */
export function readerOf(assembly: Assembly, pc: number, operand: Operand): Reader {
  switch (operand.from) {
    case 'constant':
      return constantReader(assembly, operand.constant)
    case 'name':
      return absolute(assembly, namePlace(assembly, operand.name), unboundName(assembly, operand.name))
    case 'register': {
      const place = registerPlace(assembly, pc, operand.register)
      return { ...relative(place), whenUnbound: unboundLocal(assembly, pc, operand.register) }
    }
  }
}

function constantReader({ program, pools }: Assembly, constant: { readonly kind: keyof typeof kindCodes; readonly payload: number }): Reader {
  const kind = kindCodes[constant.kind]
  // texts are numbered anew, so that equal texts have equal numbers whether they stand in the program or were made while running
  const payload = constant.kind === 'str' ? pools.textId(program.strings[constant.payload] ?? '') : constant.payload
  return { fixed: kind, kind: () => kind, payload: () => payload, whenUnbound: null }
}

function relative(place: Place): Omit<Reader, 'whenUnbound'> {
  const { payloadAt } = place
  return { fixed: place.kind, kind: (state, base) => kindIn(place, state, base), payload: (state, base) => word(state, base + payloadAt) }
}

function absolute({ layout }: Assembly, place: Place, whenUnbound: Reader['whenUnbound']): Reader {
  const { payloadAt } = place
  if (layout.own >= 0)
    return {
      fixed: place.kind,
      kind: (state, base) => kindIn(place, state, namesOf(layout, state, base)),
      payload: (state, base) => word(state, namesOf(layout, state, base) + payloadAt),
      whenUnbound
    }
  return { fixed: place.kind, kind: (state) => kindIn(place, state, 0), payload: (state) => word(state, payloadAt), whenUnbound }
}

/** The place of a module-level name; its base is 0. */
export function namePlace({ layout }: Assembly, name: number): Place {
  const place = layout.names[name]
  if (place === undefined) throw new Error(`no name ${name}`)
  return place
}

/** The place of a register of the function that the instruction at `pc` belongs to; its base is the running thread's. */
function registerPlace({ program, layout }: Assembly, pc: number, register: number): Place {
  const place = frameOf(layout.frames, functionAt(program, pc)).registers[register]
  if (place === undefined) throw new Error(`no register ${register} at instruction ${pc}`)
  return place
}

/** What reading a module-level name raises while it is unbound; null when it never is. */
export function unboundName(assembly: Assembly, name: number): Reader['whenUnbound'] {
  const known = namePlace(assembly, name)
  // one that nothing ever binds is always unbound
  return known.kind >= 0 && known.kind !== kindCodes.unbound
    ? null
    : { kind: 'NameError', message: `name '${assembly.program.names[name]?.name}' is not defined` }
}

function unboundLocal({ program, layout }: Assembly, pc: number, register: number): Reader['whenUnbound'] {
  const number = functionAt(program, pc)
  if (frameOf(layout.frames, number).maybeUnbound[register] !== true) return null
  const name = program.functions[number]?.registers[register]?.name ?? ''
  return { kind: 'UnboundLocalError', message: `cannot access local variable '${name}' where it is not associated with a value` }
}

/** How the instruction at `pc` writes a register; null writes nowhere. */
export function writerOf(assembly: Assembly, pc: number, register: number | null): Writer {
  if (register === null) return () => {}
  const place = registerPlace(assembly, pc, register)
  return (state, base, kind, payload) => put(place, state, base, kind, payload)
}
