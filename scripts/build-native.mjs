// node scripts/build-native.mjs [folder]: compiles resources/native/locks.c to locks-x64.so, there or in another folder. The same compiler gives the same bytes.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'

const native = join(root, 'resources', 'native')
const flags = '-std=gnu11 -O2 -Wall -Wextra -Werror -Wno-cpp -fPIC -shared -fno-ident -fcf-protection=none -fno-asynchronous-unwind-tables -g0 -s'.split(' ')
// both libraries by name: before glibc 2.34 they hold what is called, since then they are empty
const linked = '-nostartfiles -Wl,--build-id=none -Wl,-z,now -Wl,-z,relro -Wl,--hash-style=gnu -Wl,--no-as-needed -l:libpthread.so.0 -l:libdl.so.2'.split(' ')

/** Compiles into a folder; gives the file's path. */
export function buildNative(folder = native) {
  const target = join(folder, 'locks-x64.so')
  execFileSync('gcc', [...flags, '-o', target, 'locks.c', ...linked], { cwd: native, stdio: ['ignore', 'inherit', 'inherit'] })
  return target
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) buildNative(process.argv[2])
