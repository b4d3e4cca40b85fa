/** Questions in one batch. */
const mostAtOnce = 500

interface Asked<Q, A> { question: Q, resolve: (answer: A) => void, reject: (error: unknown) => void }

/**
 * After a restart hundreds ask the same kind of question at the same moment. Those that come in while a batch is on its way
 * are asked together in the next one, so that each is answered by a look that began after it was asked.
 * @param ask answers in the order of the questions
 */
export function batched<Q, A>(ask: (questions: readonly Q[]) => Promise<readonly A[]>): (question: Q) => Promise<A> {
  const waiting: Asked<Q, A>[] = []
  let isAsking = false

  const askAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostAtOnce)
      try {
        const answers = await ask(batch.map(({ question }) => question))
        batch.forEach(({ resolve }, index) => resolve(answers[index] as A))
      } catch (error) {
        batch.forEach(({ reject }) => reject(error))
      }
    }
    isAsking = false
  }
  return question => new Promise((resolve, reject) => {
    waiting.push({ question, resolve, reject })
    if (isAsking) return
    isAsking = true
    setImmediate(() => void askAll())
  })
}
