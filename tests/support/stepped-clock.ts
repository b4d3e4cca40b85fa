import { isMainThread } from 'node:worker_threads'

/** Preloaded by a server whose clock a test sets wrong (NODE_OPTIONS, `steppedClock`): each SIGUSR2 takes it to the next of the hours it is off by. */
const hours = (process.env['TEST_CLOCK_HOURS'] ?? '').split(',').map(Number)
const Real = Date
let off = 0
const now = () => Real.now() + off * 3_600_000

globalThis.Date = new Proxy(Real, {
  construct: (target, values, maker) => Reflect.construct(target, values.length > 0 ? values : [now()], maker),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})
if (isMainThread) process.on('SIGUSR2', () => { off = hours.shift() ?? 0 })
