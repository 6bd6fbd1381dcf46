import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** electron-builder keeps the default app of an unpacked Electron; a package must not carry it, nor our completeness stamp. */
export default async function afterPack({ electronPlatformName, packager, appOutDir }) {
  const mac = electronPlatformName === 'darwin'
  const resources = mac ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources') : join(appOutDir, 'resources')
  await rm(join(resources, 'default_app.asar'), { force: true })
  await rm(join(appOutDir, '.complete'), { force: true })
}
