// Several children side by side that write as if they came one after another: one has the floor, the others' words are kept until it is their turn.

/** Makes speakers in the order in which they get the floor. Each writes with `say` and ends with `done`. */
export function turns(count, write = (text) => process.stdout.write(text)) {
  const speakers = Array.from({ length: count }, () => ({ kept: [], isDone: false }))
  let floor = 0
  const pass = () => {
    while (floor < count) {
      for (const text of speakers[floor].kept.splice(0)) write(text)
      if (!speakers[floor].isDone) return
      floor++
    }
  }
  return speakers.map((speaker, index) => ({
    say(text) {
      if (index === floor) write(text)
      else speaker.kept.push(text)
    },
    done() {
      speaker.isDone = true
      pass()
    }
  }))
}
