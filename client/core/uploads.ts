import { ApiError } from './api-error.ts'

export type Upload = { id: number, name: string } & ({ state: 'sending' } | { state: 'failed', sentence: string, mayRetry: boolean })

interface Job<Place> { upload: Upload, file: File, place: Place, stopping: AbortController }

export interface UploadParts<Stored, Place> {
  store: (file: File, signal: AbortSignal, place: Place) => Promise<Stored>
  /** A thrown Error's message is shown beside the file, which can then be tried again. */
  arrived: (stored: Stored, job: { file: File, place: Place }) => void | Promise<void>
}

/** Files on their way to the server. `Place`: where each belongs, as whoever brings it says. */
export class Uploads<Stored, Place> {
  #jobs: readonly Job<Place>[] = []
  #shown: readonly Upload[] = []
  #lastId = 0
  readonly #listeners = new Set<() => void>()
  readonly #parts: UploadParts<Stored, Place>

  constructor(parts: UploadParts<Stored, Place>) {
    this.#parts = parts
  }

  readonly list = (): readonly Upload[] => this.#shown

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  send(files: readonly File[], place: Place): void {
    for (const file of files) {
      this.#lastId++
      const job: Job<Place> = { upload: { id: this.#lastId, name: file.name, state: 'sending' }, file, place, stopping: new AbortController() }
      this.#show([...this.#jobs, job])
      void this.#send(job)
    }
  }

  retry(id: number): void {
    const job = this.#jobs.find(({ upload }) => upload.id === id)
    if (job) void this.#send(job)
  }

  dismiss(id: number): void {
    this.#jobs.find(({ upload }) => upload.id === id)?.stopping.abort()
    this.#show(this.#jobs.filter(({ upload }) => upload.id !== id))
  }

  /** Nobody looks any more. Answers how many were still on their way. */
  stop(): number {
    this.#jobs.forEach(({ stopping }) => stopping.abort())
    const sending = this.#jobs.filter(({ upload }) => upload.state === 'sending').length
    this.#show([])
    return sending
  }

  async #send(job: Job<Place>): Promise<void> {
    const { file, place, stopping: { signal }, upload: { id, name } } = job
    this.#change(id, { id, name, state: 'sending' })
    try {
      const stored = await this.#parts.store(file, signal, place)
      if (signal.aborted) return
      await this.#parts.arrived(stored, job)
      this.dismiss(id)
    } catch (error) {
      if (!signal.aborted) this.#change(id, { id, name, state: 'failed', sentence: (error as Error).message, mayRetry: !isFinal(error) })
    }
  }

  #change(id: number, upload: Upload): void {
    this.#show(this.#jobs.map(job => (job.upload.id === id ? { ...job, upload } : job)))
  }

  #show(jobs: readonly Job<Place>[]): void {
    this.#jobs = jobs
    this.#shown = jobs.map(({ upload }) => upload)
    this.#listeners.forEach(listener => listener())
  }
}

/** The file itself was refused: the same file again would be, too. */
const isFinal = (error: unknown): boolean => error instanceof ApiError && refusalsOfFile.has(error.code)
const refusalsOfFile: ReadonlySet<string> = new Set(['notAnImage', 'fileTooLarge', 'requestTooLarge', 'invalid'])
