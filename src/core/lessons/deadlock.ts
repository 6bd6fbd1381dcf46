import type { Lesson } from './lesson'

/** Two transfers that take two locks in opposite order. */
export const deadlock: Lesson = {
  id: 'deadlock',
  number: 5,
  title: 'Deadlock',
  program: 'two_locks.py',
  intro: [
    'Two threads move money between the same two accounts, in opposite directions. Each account has a lock, and a transfer holds both locks while it works.',
    'You are the scheduler: you decide which thread takes the next step. The program is real Python; the same file also runs on real threads.'
  ],
  terms: [
    { term: 'lock', meaning: 'An object that one thread at a time can hold. Who asks for it meanwhile waits.' },
    { term: 'deadlock', meaning: 'Some threads wait for each other, and none of them can ever go on.' }
  ],
  predict: {
    kind: 'question',
    ask: 'Can both transfers finish?',
    options: [
      { text: 'Always', right: false, why: 'There are orders in which each thread holds what the other one needs.' },
      { text: 'It depends on the order', right: true, why: 'Some orders let both finish, others stop both for ever.' },
      { text: 'Never', right: false, why: 'If one transfer gets both locks before the other starts, both finish.' }
    ]
  },
  run: {
    ask: 'The program now plays by itself, threads in turn. Pause it with Space and step the threads in your own order, until it ends or nobody can go on.',
    hint: 'Keys 1 and 2, or the Step button of a thread. A thread that cannot go on says why.'
  },
  observe: {
    deadlock: 'Each thread holds one lock and waits for the other. Follow the arrows of the wait-for graph: they close a ring.',
    finished: 'Both transfers finished in the order you chose. Go back and look for an order in which they cannot.',
    failed: 'A thread ended with an error. Look at the output and try another order.'
  },
  explain: {
    kind: 'question',
    ask: 'Why can the threads get stuck?',
    options: [
      {
        text: 'The locks are taken in different orders, so each thread can hold one and wait for the other.',
        right: true,
        why: 'That is the ring. One fixed order for everybody makes it impossible.'
      },
      { text: 'Two locks are too many: a program may use only one.', right: false, why: 'Two locks are fine when everybody takes them in the same order.' },
      {
        text: 'The threads are too slow: with a faster machine it would not happen.',
        right: false,
        why: 'Speed changes how often it happens, never whether it can.'
      }
    ]
  },
  check: [
    {
      kind: 'construction',
      ask: 'Show an order in which both transfers finish.',
      goal: 'finished',
      hint: 'Press Home, then let one thread take both locks before the other takes its first.'
    },
    {
      kind: 'question',
      ask: 'A test ran this program a thousand times and it finished every time. What does that prove?',
      options: [
        { text: 'It cannot deadlock.', right: false, why: 'You have seen an order that stops it. The test only never met that order.' },
        { text: 'Those runs did not meet a bad order.', right: true, why: 'A passing run speaks for its own order only.' },
        {
          text: 'The deadlock is repaired by the operating system.',
          right: false,
          why: 'No system takes a lock away from a thread; the threads stay parked until the program is ended.'
        }
      ]
    },
    {
      kind: 'question',
      ask: 'Which change makes the ring impossible?',
      options: [
        { text: 'Both threads take lock_a first, then lock_b.', right: true, why: 'Whoever has lock_a can always get lock_b in the end.' },
        { text: 'Add a short sleep between the two locks.', right: false, why: 'That only makes the bad order more likely.' },
        { text: 'Use a third lock for the total.', right: false, why: 'The opposite order of the first two is still there.' }
      ]
    }
  ],
  summary: [
    'A ring of waiting threads never opens by itself. It needs four things at once: exclusive use, holding while waiting, no taking away, and a circular wait.',
    'Take away any one and the deadlock is gone. A fixed order of locks takes away the circular wait.'
  ],
  notes: {
    intro: 'Ask the room which thread they would let go first, and why.',
    predict: 'Vote by hand before anybody clicks; keep the tally.',
    run: 'Let two people step one thread each without talking.',
    observe: 'Move the time cursor back to the step after which nothing could be saved.',
    explain: 'Name the four conditions on the board and let the room take away one each.',
    check: 'The construction has several answers; compare two of them.'
  }
}
