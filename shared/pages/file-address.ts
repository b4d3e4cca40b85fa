/** An image lives in Kopa's own file store: a page never makes a reader's browser call a stranger's server. */
const fileAddress = /^\/api\/files\/[0-9a-f-]{36}$/
export const isFileAddress = (address: unknown): address is string => typeof address === 'string' && fileAddress.test(address)
