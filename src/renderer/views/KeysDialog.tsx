import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Command } from '../commands/command'

// nine threads have nine commands each; the first stands for all
const repeated = /^(thread|block)\.[2-9]$/

/** All commands that have keys. */
export function KeysDialog({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const mac = navigator.platform.startsWith('Mac')
  const shown = (key: string): string => key.replace('Mod+', mac ? '⌘' : 'Ctrl+').replace('Arrow', '')
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal className="dialog">
        <Dialog>
          <Heading slot="title">Keys</Heading>
          <table className="keys">
            <tbody>
              {commands
                .filter(({ id, keys }) => keys.length > 0 && !repeated.test(id))
                .map((command) => (
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
          <button type="button" className="primary" onClick={onClose}>
            Close
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
