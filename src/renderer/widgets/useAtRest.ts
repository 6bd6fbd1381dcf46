import { useEffect, useState } from 'react'

/** Whether a value has stayed the same for so many milliseconds: what is costly to draw can wait for that. A value that was there from the start is at rest. */
export function useAtRest(value: unknown, ms: number): boolean {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return Object.is(settled, value)
}
