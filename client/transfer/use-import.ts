import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Progress, Result } from '@kopa/shared/contract.ts'
import type { ChosenPeople, ImportPreview, transfer } from '@kopa/shared/transfer/contract.ts'
import type { Mapping } from '@kopa/shared/transfer/mapping.ts'
import { transferApi } from './transfer-api.ts'

export type Imported = Result<typeof transfer.importBoard>

/** Where the making of a board of a file has come to. */
export type ImportStep =
  | { at: 'choosing', error?: Error }
  | { at: 'looking', file: File }
  | { at: 'looked', file: File, preview: ImportPreview, mapping: Mapping | null, /** whom somebody found who was not found */ people: ChosenPeople, error?: Error }
  | { at: 'making', file: File, progress: Progress | null }
  | { at: 'made', imported: Imported, tasks: number }

export interface ImportActs {
  step: ImportStep
  look: (file: File) => void
  /** Reads the file anew, as somebody says. */
  remap: (said: { mapping?: Mapping, people?: ChosenPeople }) => void
  make: (sees: 'workspace' | 'company') => void
  /** Nothing is made. */
  stop: () => void
  again: () => void
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
const textOf = ({ mapping, people }: { mapping: Mapping | null, people: ChosenPeople }): { mapping?: string, people?: string } =>
  ({ ...mapping !== null && { mapping: JSON.stringify(mapping) }, ...Object.keys(people).length > 0 && { people: JSON.stringify(people) } })

type Run = (work: (signal: AbortSignal) => Promise<ImportStep>, otherwise: (error: Error) => ImportStep) => Promise<void>

/** One thing at a time: what is asked later takes over, and what was asked before is not shown any more. */
function useRun(setStep: (step: ImportStep) => void): { run: Run, stop: () => void } {
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const stop = () => running.current?.abort()
  async function run(...[work, otherwise]: Parameters<Run>): Promise<void> {
    stop()
    const own = new AbortController()
    running.current = own
    const next = await work(own.signal).catch((error: unknown) => otherwise(asError(error)))
    if (!own.signal.aborted) setStep(next)
  }
  return { run, stop }
}

/** A file that is looked at, mapped, and made a board of; whatever is under way ends when the dialog does. */
export function useImport(workspaceId: string): ImportActs {
  const queries = useQueryClient()
  const [step, setStep] = useState<ImportStep>({ at: 'choosing' })
  const { run, stop } = useRun(setStep)

  function look(file: File): void {
    setStep({ at: 'looking', file })
    void run(async signal => {
      const preview = await transferApi.previewImport({ workspaceId, file }, { signal })
      return { at: 'looked', file, preview, mapping: preview.table?.mapping ?? null, people: {} }
    }, error => ({ at: 'choosing', error }))
  }

  function remap(said: Parameters<ImportActs['remap']>[0]): void {
    if (step.at !== 'looked') return
    const shown = { ...step, ...said }
    setStep(shown)
    void run(async signal => ({ ...shown, preview: await transferApi.previewImport({ workspaceId, file: shown.file, ...textOf(shown) }, { signal }) }), error => ({ ...shown, error }))
  }

  function make(sees: 'workspace' | 'company'): void {
    if (step.at !== 'looked') return
    const { file, preview } = step
    setStep({ at: 'making', file, progress: null })
    const onProgress = (progress: Progress) => setStep(now => (now.at === 'making' ? { ...now, progress } : now))
    void run(async signal => {
      const imported = await transferApi.importBoard({ workspaceId, file, sees, ...textOf(step) }, { signal, onProgress })
      void queries.invalidateQueries({ queryKey: ['boards', workspaceId] })
      return { at: 'made', imported, tasks: preview.counts.tasks }
    }, error => ({ ...step, error }))
  }

  function again(): void {
    stop()
    setStep({ at: 'choosing' })
  }
  return { step, look, remap, make, again, stop: again }
}
