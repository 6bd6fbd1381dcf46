import type { Result } from '../../core/trace/problem'
import type { GivenFile } from '../../preload/contract'
import { type Bench, extent, tell, toolOf } from './bench'
import { compiledState } from './compiledState'
import { documentOf, type OpenedDocument } from './documents'
import { largeFile, readApart } from './reading'
import { drafts } from './drafts'
import { lessonById } from './lessons'
import type { LineEnd, OpenedRecording, Place } from './sessionState'

/** Everything that changes what is open. */
export interface Opening {
  open(place: Place): void
  openFile(file: GivenFile): void
  /** Leaves the large file that is being read. */
  cancelReading(): void
  openDialog(): Promise<void>
  openRecent(path: string): Promise<void>
  openDropped(file: File): Promise<void>
  clearRecent(): Promise<void>
  refreshRecent(): Promise<void>
}

/** Makes the part of a session that opens things. `leave` is called before anything else is opened. */
export function opening(bench: Bench, leave: (place: Place) => void): Opening {
  const { lab, store, transport } = bench
  let stopReading: (() => void) | null = null

  function cancelReading(): void {
    stopReading?.()
    stopReading = null
    if (store.read().reading !== null) store.change({ reading: null })
  }

  function load(place: Place, file: string, text: string, original: string, lineEnd: LineEnd = '\n'): void {
    cancelReading()
    leave(place)
    transport.send({ type: 'pause' })
    const compiled = compiledState(file, text, { tool: toolOf(store.read()), set: {} })
    store.change({
      place,
      file,
      source: text,
      original,
      lineEnd,
      opened: null,
      // of the programs that the lab brings, some are for a real Python only
      engine: place.kind === 'scenario' && compiled.program === null && text === original ? 'python' : 'simulator',
      notice: null,
      spoken: '',
      ...compiled
    })
    extent(bench, 0)
  }

  function openScenario(file: string, place: Place): void {
    const scenario = store.read().scenarios.find((each) => each.file === file)
    if (scenario) load(place, file, drafts.read(place, file) ?? scenario.text, scenario.text)
    else tell(bench, { at: file, what: 'This program is not among the scenarios.', try: 'Choose another one in the sidebar.' })
  }

  function open(place: Place): void {
    // pressing the entry that is open already must not throw steps or a run away
    if (JSON.stringify(place) === JSON.stringify(store.read().place)) return
    if (place.kind === 'lesson') openScenario(lessonById(place.id)?.program ?? place.id, place)
    else if (place.kind === 'scenario') openScenario(place.file, place)
    else if (place.kind === 'home' || place.kind === 'experiment' || place.kind === 'record') {
      cancelReading()
      transport.send({ type: 'pause' })
      leave(place)
      store.change({ place, notice: null, opened: place.kind === 'record' ? null : store.read().opened })
      if (place.kind === 'record') extent(bench, Number.MAX_SAFE_INTEGER)
    }
  }

  function openRecording(path: string, name: string, recording: OpenedRecording): void {
    const { program, engine } = recording.trace.header
    load({ kind: 'recording', path }, program?.file ?? name, program?.text ?? '', program?.text ?? '')
    store.change({ opened: recording, engine: engine === 'command' ? 'simulator' : engine })
    extent(bench, recording.trace.end)
    if (recording.truncated) {
      tell(bench, { at: name, what: 'The recording was cut before its end.', try: 'Everything up to the cut is shown; record again for the rest.' })
    }
  }

  function openDocument(document: OpenedDocument): void {
    if (document.kind === 'recording') openRecording(document.path, document.name, document.recording)
    else openProgram(document)
  }

  function openProgram({ path, name, text, lineEnd }: Extract<OpenedDocument, { kind: 'program' }>): void {
    const place = { kind: 'file', path } as const
    const draft = drafts.read(place, name)
    load(place, name, draft ?? text, text, lineEnd)
    if (draft !== null && draft !== text) {
      tell(bench, { at: name, what: 'What you changed and did not save is here again.', try: 'Save keeps it; Revert goes back to the file.' })
    }
  }

  const refreshRecent = async (): Promise<void> => store.change({ recent: await lab.ask('recent:list') })

  function openFile(file: GivenFile): void {
    cancelReading()
    if ('bytes' in file && file.bytes.byteLength <= largeFile) return openRead(documentOf(file))
    const reading = { name: file.name, bytes: 'bytes' in file ? file.bytes.byteLength : file.size }
    store.change({ reading: { ...reading, share: 0 } })
    stopReading = readApart(
      file,
      (share) => store.change({ reading: { ...reading, share } }),
      (document) => {
        cancelReading()
        openRead(document)
      }
    )
  }

  function openRead(document: Result<OpenedDocument>): void {
    if (document.ok) openDocument(document.value)
    else tell(bench, document.problem)
    void refreshRecent()
  }

  async function openAnswer(asked: Promise<Result<GivenFile | null>>): Promise<void> {
    const answer = await asked
    if (answer.ok) return answer.value ? openFile(answer.value) : undefined
    tell(bench, answer.problem)
    await refreshRecent()
  }

  return {
    open,
    openFile,
    cancelReading,
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
