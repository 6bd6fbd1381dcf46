import { readFileSync } from 'node:fs'

/** Why the lab could not see what some processes wait for, for people; nothing where it could. */
export function opaqueWords(processes: ReadonlySet<number>): string[] {
  if (processes.size === 0) return []
  const whose = processes.size === 1 ? `process ${[...processes].join('')}` : `${processes.size} processes`
  const scope = ptraceScope()
  const why =
    scope >= 2
      ? `the kernel allows it to administrators only (kernel.yama.ptrace_scope is ${scope})`
      : 'they run as another user, or the kernel protects them (a setuid program, or one that asked for it)'
  return [`what threads of ${whose} wait for could not be read: ${why}; only that they sleep is known`]
}

/** The setting of the Yama security module, 0 where there is none (Documentation/admin-guide/LSM/Yama.rst). */
function ptraceScope(): number {
  try {
    return Number(readFileSync('/proc/sys/kernel/yama/ptrace_scope', 'utf8'))
  } catch {
    return 0
  }
}
