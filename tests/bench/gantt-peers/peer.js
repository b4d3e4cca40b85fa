import { datedPlan } from '../gantt-plan.ts'

/** One of the others, in a page of its own: `?peer=svar&tasks=1000&links=1500`. Its code and the plan are there before the clock runs. */
const peers = import.meta.glob('./{svar,dhtmlx,frappe}.js')
const asked = new URLSearchParams(location.search)
const { show } = await peers[`./${asked.get('peer')}.js`]()
const plan = datedPlan(Number(asked.get('tasks')), Number(asked.get('links')))
const begun = performance.now()
const { bar, scrollBy } = show(document.getElementById('root'), plan)
while (!document.querySelector(bar)) await new Promise(requestAnimationFrame)
await new Promise(done => { requestAnimationFrame(() => setTimeout(done)) })
Object.assign(window, { bench: { bar, scrollBy } })
document.body.dataset.opened = String(performance.now() - begun)
