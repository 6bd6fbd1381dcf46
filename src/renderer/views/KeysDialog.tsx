import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Settings } from '../../preload/contract'
import type { Command } from '../commands/command'

// nine threads have nine commands each; the first stands for all
const repeated = /^(thread|block)\.[2-9]$/

interface KeysDialogProps {
  readonly commands: readonly Command[]
  readonly settings: Pick<Settings, 'singleKeys' | 'reducedMotion'>
  readonly onSettings: (change: Partial<Settings>) => void
  readonly onClose: () => void
}

/** All commands that have keys, and whether those without a modifier act: whoever dictates or has a tremor presses them without meaning to (WCAG 2.1.4). */
export function KeysDialog({ commands, settings, onSettings, onClose }: KeysDialogProps) {
  const mac = navigator.platform.startsWith('Mac')
  const shown = (key: string): string => key.replace('Mod+', mac ? '⌘' : 'Ctrl+').replace('Arrow', '')
  const listed = commands.filter(({ id, keys }) => keys.length > 0 && !repeated.test(id))
  const middle = Math.ceil(listed.length / 2)
  // side by side, so that all are seen at once in a window of 720 pixels
  const halves = [listed.slice(0, middle), listed.slice(middle)]
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal className="dialog">
        <Dialog>
          <Heading slot="title">Keys</Heading>
          <div className="keys">
            {halves.map((half) => (
              <table key={half[0]?.id}>
                <tbody>
                  {half.map((command) => (
                    <tr key={command.id}>
                      <th scope="row">{command.title}</th>
                      <td>
                        {command.keys.map((key) => (
                          <kbd key={key}>{shown(key)}</kbd>
                        ))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </div>
          <p className="soft">
            <kbd>{shown('Mod++')}</kbd> and <kbd>{shown('Mod+-')}</kbd> make everything larger and smaller, <kbd>{shown('Mod+0')}</kbd> as it was.
          </p>
          <div className="keys-settings">
            <label>
              <input type="checkbox" checked={settings.singleKeys} onChange={(event) => onSettings({ singleKeys: event.target.checked })} /> Keys without{' '}
              {shown('Mod+')} act
            </label>
            <label>
              <input type="checkbox" checked={settings.reducedMotion} onChange={(event) => onSettings({ reducedMotion: event.target.checked })} /> No motion:
              what changed is outlined
            </label>
          </div>
          <button type="button" className="primary" onClick={onClose}>
            Close
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
