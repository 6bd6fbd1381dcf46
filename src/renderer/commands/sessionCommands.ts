import type { Session } from '../session/session'
import type { Command } from './command'

/** What the views do that the session does not know. */
export interface ViewActions {
  keys(): void
  sidebar(): void
  find(): void
  exportFigure(): void
  table(): void
  zoom(factor: number): void
  pan(share: number): void
  fit(): void
}

const threads = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** All commands of the window. Main is thread 0. */
export function sessionCommands(session: Session, views: ViewActions): readonly Command[] {
  const { transport } = session
  const end = (): number => transport.getSnapshot().context.end
  return [
    command('file.open', 'Open…', ['Mod+O'], () => void session.openDialog(), 'always'),
    command('file.save', 'Save', ['Mod+S'], () => void session.save(), 'always'),
    command('file.saveAs', 'Save as…', ['Mod+Shift+S'], () => void session.saveAs(), 'always'),
    command('file.export', 'Export figure as SVG…', ['Mod+E'], views.exportFigure, 'always'),
    command('view.sidebar', 'Sidebar', ['Mod+B'], views.sidebar, 'always'),
    command('view.find', 'Find a lesson, scenario, experiment or file', ['Mod+P'], views.find, 'always'),
    command('view.home', 'Home', [], () => session.open({ kind: 'home' })),
    command('view.table', 'Timeline as a table', ['T'], views.table),
    ...(['system', 'light', 'dark', 'projector'] as const).map((theme) =>
      command(`view.theme.${theme}`, `Theme: ${theme}`, [], () => session.changeSettings({ theme }))
    ),
    command('time.zoomIn', 'Zoom in', ['W', '+'], () => views.zoom(1.5)),
    command('time.zoomOut', 'Zoom out', ['S', '-'], () => views.zoom(1 / 1.5)),
    command('time.earlier', 'Move the view earlier', ['A'], () => views.pan(-0.25)),
    command('time.later', 'Move the view later', ['D'], () => views.pan(0.25)),
    command('time.fit', 'Show the whole run', ['F'], views.fit),
    command('run.play', 'Play or pause', ['Space', 'K'], () => transport.send({ type: 'toggle' })),
    command('run.step', 'One forward', ['ArrowRight', 'PageDown'], session.forward),
    command('run.back', 'One back', ['ArrowLeft', 'PageUp', 'Backspace'], session.back),
    command('run.first', 'To the start', ['Home'], () => session.seek(0)),
    command('run.last', 'To the end', ['End'], () => session.seek(end())),
    command('run.reset', 'Reset the steps', ['R'], session.reset),
    command('run.redo', 'Bring cut-off steps back', ['Mod+Shift+Z'], session.redo),
    command('explore.bug', 'Find a bug and show it', ['B'], session.findBug),
    command('explore.run', 'Other orders of this run', [], session.followRun),
    command('explore.all', 'Search all orders', [], session.searchAll),
    command('thread.0', 'Step main', ['0'], () => session.step(0)),
    ...threads.map((thread) =>
      command(`thread.${thread}`, thread === 1 ? 'Step thread 1 (threads 2 to 9: their numbers)' : `Step thread ${thread}`, [String(thread)], () =>
        session.step(thread)
      )
    ),
    ...threads.map((thread) =>
      command(`block.${thread}`, `Step thread ${thread} until it cannot go on${thread === 1 ? ' (2 to 9 alike)' : ''}`, [`Shift+${thread}`], () =>
        session.stepUntilBlocked(thread)
      )
    ),
    command('record.start', 'Run for real', ['Mod+R'], () => void session.run(), 'always'),
    command('record.stop', 'Stop the run', ['Mod+.'], () => void session.stop(), 'always'),
    command('record.kill', 'Kill the run', ['Mod+Shift+K'], () => void session.kill(), 'always'),
    command('record.mark', 'Mark this moment of the recording', ['M'], () => void session.recording.mark()),
    command('record.follow', 'Follow the recording', ['V'], () => session.recording.follow()),
    command('view.record', 'Record a program or a command', ['Mod+3'], () => session.open({ kind: 'record' }), 'always'),
    command('help.keys', 'All keys', ['?', 'F1'], views.keys)
  ]
}

const command = (id: string, title: string, keys: readonly string[], run: () => void, when: Command['when'] = 'outside text'): Command => ({
  id,
  title,
  keys,
  when,
  run
})
