import { join } from 'node:path'
import { app } from 'electron'

/** The folder of scenarios, samples and the Python tracer: real files in a package too, because Python cannot read inside the app's archive. */
export const resourcesFolder = (): string => (app.isPackaged ? join(process.resourcesPath, 'resources') : join(app.getAppPath(), 'resources'))
