import { useEffect } from 'react'
import { type Command, commandFor, keyName } from './command'

const typedIn = 'input, textarea, select, [contenteditable="true"]'
/** Elements that have a use of their own for Space, Enter and arrows. */
const ownKeys = 'button, a, [role="radio"], [role="separator"], [role="grid"], [role="option"], [role="slider"], summary'
const ownedBy = new Set(['Space', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])

function belongsToElement(target: EventTarget | null, key: string): boolean {
  return (
    target instanceof Element &&
    ownedBy.has(key) &&
    target.closest(ownKeys) !== null &&
    !(key.startsWith('Arrow') && target.matches('button:not([role="radio"])'))
  )
}

/** What scrolls by itself and was chosen keeps the keys that turn its pages; elsewhere they are those of a clicker. */
const scrolls = (target: EventTarget | null, key: string): boolean =>
  /^Page(Up|Down)$/.test(key) && target instanceof Element && target.scrollHeight > target.clientHeight + 1 && !target.matches('body, button')

/** Lets key presses anywhere in the window run commands; single keys stay out of text fields, and an element's own keys stay its own. */
export function useKeys(commands: readonly Command[], singleKeys: boolean): void {
  useEffect(() => {
    const mac = navigator.platform.startsWith('Mac')
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      const key = keyName(event, mac)
      const single = !key.includes('Mod+') && !/^F\d/.test(key)
      if (single && (!singleKeys || belongsToElement(event.target, key) || scrolls(event.target, key))) return
      const typing = event.target instanceof Element && event.target.closest(typedIn) !== null
      const command = commandFor(commands, key, typing)
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('keydown', press)
    }
  }, [commands, singleKeys])
}
