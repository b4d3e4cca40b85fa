import { useLingui } from '@lingui/react/macro'
import type { FieldErrors, Values } from '../ui/Form.tsx'

const leastPassword = 10
const mostPassword = 200

/** Looks at a new account before it is sent; the server looks again. */
export function useAccountCheck({ asksCompany }: { asksCompany: boolean }): (values: Values) => FieldErrors {
  const { t } = useLingui()
  return ({ companyName = '', name = '', email = '', password = '' }) => ({
    ...asksCompany && !companyName.trim() ? { companyName: t`Enter the name of your company.` } : {},
    ...name.trim() ? {} : { name: t`Enter your name.` },
    ...looksLikeEmail(email) ? {} : { email: t`Enter an e-mail address such as ana@company.com.` },
    ...password.length < leastPassword ? { password: t`This password is too short.` } : {},
    ...password.length > mostPassword ? { password: t`This password is too long: use at most 200 characters.` } : {},
  })
}

const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
