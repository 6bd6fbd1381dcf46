import type { Result } from '../../core/trace/problem'
import type { OpenedFile } from '../../preload/contract'
import { type Bench, extent, tell, toolOf } from './bench'
import { compiledState } from './compiledState'
import { documentOf, type OpenedDocument } from './documents'
import { drafts } from './drafts'
import { lessonById } from './lessons'
import type { OpenedRecording, Place } from './sessionState'

/** Everything that changes what is open. */
export interface Opening {
  open(place: Place): void
  openFile(file: OpenedFile): void
  openDialog(): Promise<void>
  openRecent(path: string): Promise<void>
  openDropped(file: File): Promise<void>
  clearRecent(): Promise<void>
  refreshRecent(): Promise<void>
}

/** Makes the part of a session that opens things. `leave` is called before anything else is opened. */
export function opening(bench: Bench, leave: (place: Place) => void): Opening {
  const { lab, store, transport } = bench

  function load(place: Place, file: string, text: string, original: string): void {
    leave(place)
    transport.send({ type: 'pause' })
    store.change({
      place,
      file,
      source: text,
      original,
      set: {},
      opened: null,
      engine: 'simulator',
      notice: null,
      spoken: '',
      ...compiledState(file, text, { tool: toolOf(store.read()), set: {} })
    })
    extent(bench, 0)
  }

  function openScenario(file: string, place: Place): void {
    const scenario = store.read().scenarios.find((each) => each.file === file)
    if (scenario) load(place, file, drafts.read(file) ?? scenario.text, scenario.text)
    else tell(bench, { at: file, what: 'This program is not among the scenarios.', try: 'Choose another one in the sidebar.' })
  }

  function open(place: Place): void {
    if (place.kind === 'lesson') openScenario(lessonById(place.id)?.program ?? place.id, place)
    else if (place.kind === 'scenario') openScenario(place.file, place)
    else if (place.kind === 'home') {
      transport.send({ type: 'pause' })
      leave(place)
      store.change({ place, notice: null })
    }
  }

  function openRecording(path: string, name: string, recording: OpenedRecording): void {
    const { program, engine } = recording.trace.header
    load({ kind: 'recording', path }, program?.file ?? name, program?.text ?? '', program?.text ?? '')
    store.change({ opened: recording, engine })
    extent(bench, recording.trace.end)
    if (recording.truncated) {
      tell(bench, { at: name, what: 'The recording was cut before its end.', try: 'Everything up to the cut is shown; record again for the rest.' })
    }
  }

  function openDocument(document: OpenedDocument): void {
    if (document.kind === 'recording') openRecording(document.path, document.name, document.recording)
    else load({ kind: 'file', path: document.path }, document.name, document.text, document.text)
  }

  const refreshRecent = async (): Promise<void> => store.change({ recent: await lab.ask('recent:list') })

  function openFile(file: OpenedFile): void {
    const document = documentOf(file)
    if (document.ok) openDocument(document.value)
    else tell(bench, document.problem)
    void refreshRecent()
  }

  async function openAnswer(asked: Promise<Result<OpenedFile | null>>): Promise<void> {
    const answer = await asked
    if (!answer.ok) tell(bench, answer.problem)
    else if (answer.value) openFile(answer.value)
  }

  return {
    open,
    openFile,
    openDialog: () => openAnswer(lab.ask('file:open')),
    openRecent: (path) => openAnswer(lab.ask('recent:open', { path })),
    openDropped: (file) => openAnswer(lab.openDropped(file)),
    async clearRecent() {
      await lab.ask('recent:clear')
      await refreshRecent()
    },
    refreshRecent
  }
}
