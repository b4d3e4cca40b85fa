import { createContext, type FormEvent, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import styles from './Form.module.css'
import { Notice } from './Notice.tsx'

/** Names of fields with a sentence about each. */
export type FieldErrors = Record<string, string>
export type Values = Record<string, string>

interface Trouble { fields: FieldErrors, sentence: string | null }
const noTrouble: Trouble = { fields: {}, sentence: null }

const FormContext = createContext<{ errors: FieldErrors, isPending: boolean }>({ errors: {}, isPending: false })
export const useForm = () => useContext(FormContext)

interface Props {
  children: ReactNode
  /** Looks at the values before anything is sent. */
  check?: (values: Values) => FieldErrors
  /** A thrown Error's message is shown; what was typed stays. `form`: to be emptied for the next one. */
  act: (values: Values, form: HTMLFormElement) => Promise<unknown>
  /** Error codes that are about one field. */
  fieldOf?: Record<string, string>
  className?: string
}

/** A form that keeps what was typed, says what is wrong beside the field, and takes the reader to it. */
export function Form({ children, check, act, fieldOf = {}, className = '' }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [trouble, setTrouble] = useState(noTrouble)
  const [isPending, setIsPending] = useState(false)
  useEffect(() => focusTrouble(form.current, trouble), [trouble])

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (isPending) return
    const { currentTarget } = event
    const values = readValues(currentTarget)
    const fields = check?.(values) ?? {}
    if (Object.keys(fields).length > 0) return setTrouble({ fields, sentence: null })
    setIsPending(true)
    setTrouble(await tryTo(() => act(values, currentTarget), fieldOf))
    setIsPending(false)
  }

  return (
    <FormContext value={{ errors: trouble.fields, isPending }}>
      <form ref={form} noValidate className={`${styles['form']} ${className}`} onSubmit={event => void submit(event)}>
        {trouble.sentence && <Notice tone="refused">{trouble.sentence}</Notice>}
        {children}
      </form>
    </FormContext>
  )
}

function readValues(form: HTMLFormElement): Values {
  const entries = [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : ''])
  return Object.fromEntries(entries) as Values
}

async function tryTo(act: () => Promise<unknown>, fieldOf: Record<string, string>): Promise<Trouble> {
  try {
    await act()
    return noTrouble
  } catch (error) {
    return troubleFrom(error as Error & { code?: string, fields?: string[] }, fieldOf)
  }
}

function troubleFrom(error: Error & { code?: string, fields?: string[] }, fieldOf: Record<string, string>): Trouble {
  const field = fieldOf[error.code ?? '']
  if (field) return { fields: { [field]: error.message }, sentence: null }
  return { fields: Object.fromEntries((error.fields ?? []).map(name => [name, ''])), sentence: error.message }
}

function focusTrouble(form: HTMLFormElement | null, trouble: Trouble): void {
  if (trouble === noTrouble) return
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
