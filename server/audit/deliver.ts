import { signedHeadLine } from '@kopa/shared/audit/signed-head.ts'
import type { PublicContext } from '../core/context.ts'
import { post } from '../core/outgoing.ts'
import { settle, takeDue } from './receiver-commands.ts'
import type { Delivery } from './receiver-queries.ts'

/** Sends the signed heads that are due to the companies' addresses: each at least once, as the line that can be downloaded too. */
export async function deliverDue(context: PublicContext, signal: AbortSignal): Promise<void> {
  const deliver = async (delivery: Delivery) => {
    const posted = await post(delivery.url, { text: `${signedHeadLine(delivery.head)}\n`, type: 'application/json' }, { hosts: context.config.outgoingHosts, signal })
    if (signal.aborted) return
    if (posted.state === 'failed') context.log.warn({ companyId: delivery.companyId, reason: posted.reason, tries: delivery.tries }, 'a signed head of the audit did not arrive; it is tried again')
    await settle(context, delivery, posted)
  }
  await Promise.all((await takeDue(context)).map(deliver))
}
