/** What a thread sleeps for, by the system call that it is in. */
export type WaitClass = 'futex' | 'sleep' | 'io' | 'child'

/** A system call in which threads wait. */
export interface WaitCall {
  readonly name: string
  readonly class: WaitClass
}

const named = (kind: WaitClass, names: string): [string, WaitClass][] => names.split(' ').map((name) => [name, kind])
const classes = new Map<string, WaitClass>([
  ...named('futex', 'futex futex_waitv'),
  ...named('sleep', 'nanosleep clock_nanosleep pause rt_sigsuspend rt_sigtimedwait semop semtimedop'),
  ...named('child', 'wait4 waitid vfork clone'),
  ...named('io', 'read write readv writev pread64 pwrite64 poll ppoll select pselect6 epoll_wait epoll_pwait epoll_pwait2 accept accept4 connect'),
  ...named('io', 'recvfrom recvmsg recvmmsg sendto sendmsg sendmmsg fsync fdatasync open openat flock splice sendfile io_uring_enter getdents64')
])

/** Numbers of system calls, from the kernel's tables (arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h). */
const numbers: Readonly<Record<string, string>> = {
  x64: `0 read 1 write 2 open 7 poll 17 pread64 18 pwrite64 19 readv 20 writev 23 select 34 pause 35 nanosleep 40 sendfile 42 connect 43 accept 44 sendto
    45 recvfrom 46 sendmsg 47 recvmsg 56 clone 58 vfork 61 wait4 65 semop 73 flock 74 fsync 75 fdatasync 128 rt_sigtimedwait 130 rt_sigsuspend 202 futex
    217 getdents64 220 semtimedop 230 clock_nanosleep 232 epoll_wait 247 waitid 257 openat 270 pselect6 271 ppoll 275 splice 281 epoll_pwait 288 accept4
    299 recvmmsg 307 sendmmsg 426 io_uring_enter 441 epoll_pwait2 449 futex_waitv`,
  arm64: `22 epoll_pwait 32 flock 56 openat 61 getdents64 63 read 64 write 65 readv 66 writev 67 pread64 68 pwrite64 71 sendfile 72 pselect6 73 ppoll
    76 splice 82 fsync 83 fdatasync 95 waitid 98 futex 101 nanosleep 115 clock_nanosleep 133 rt_sigsuspend 137 rt_sigtimedwait 192 semtimedop 193 semop
    202 accept 203 connect 206 sendto 207 recvfrom 211 sendmsg 212 recvmsg 220 clone 242 accept4 243 recvmmsg 260 wait4 269 sendmmsg 426 io_uring_enter
    441 epoll_pwait2 449 futex_waitv`
}

/** The system calls of a processor in which threads wait, by number; empty for one that the lab does not know. */
export function waitCalls(arch: string): ReadonlyMap<number, WaitCall> {
  const words = (numbers[arch] ?? '').split(/\s+/).filter((word) => word !== '')
  const calls = new Map<number, WaitCall>()
  for (let at = 0; at + 1 < words.length; at += 2) {
    const name = words[at + 1] ?? ''
    calls.set(Number(words[at]), { name, class: classes.get(name) ?? 'io' })
  }
  return calls
}
