import { expect, test } from '@playwright/test'
import './door'
import { type Lab, launchLab } from './launch'

/** Ends the page's process, and answers what is asked then by this button. Gives what happened, in the end. */
async function crash(lab: Lab, button: string): Promise<() => Promise<string[]>> {
  await lab.app.evaluate(({ BrowserWindow, dialog }, wanted) => {
    const happened: string[] = []
    const answer = async (_window: unknown, { message, buttons = [] }: Electron.MessageBoxOptions) => {
      happened.push(message)
      return { response: buttons.indexOf(wanted), checkboxChecked: false }
    }
    Object.assign(globalThis, { happened })
    Object.assign(dialog, { showMessageBox: answer })
    const page = BrowserWindow.getAllWindows()[0]?.webContents
    page?.once('did-finish-load', () => happened.push('loaded'))
    page?.forcefullyCrashRenderer()
  }, button)
  return () => lab.app.evaluate(() => (globalThis as unknown as { happened: string[] }).happened)
}

test('a page whose process died is started anew, and works as before', async () => {
  const lab = await launchLab()
  const happened = await crash(lab, 'Start Again')
  await expect.poll(happened).toEqual(['The window has stopped working.', 'loaded'])
  // not by the page of the test, which is told to have crashed and stays so
  const homeButtons = () =>
    lab.app.evaluate(async ({ BrowserWindow }) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents
      return (await page?.executeJavaScript(`document.querySelectorAll('[data-testid="home"] button').length`)) as number
    })
  await expect.poll(homeButtons).toBeGreaterThan(0)
  await lab.close()
})

test('or its window is closed, though its text was not saved', async () => {
  const lab = await launchLab()
  await lab.page.evaluate(() => window.lab.ask('window:document', { title: 'Count', path: null, edited: true }))
  const gone = lab.app.waitForEvent('close')
  await crash(lab, 'Close')
  await gone
  await lab.close()
})
