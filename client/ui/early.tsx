import { type ComponentType, lazy, useState } from 'react'

/**
 * A component whose code is fetched beside what shows it, and not only when it is shown. Once the code is there it is drawn at once:
 * `lazy` shows the fallback even then, and React keeps that on the screen for 300 ms.
 */
export function early<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let there: ComponentType<Props> | null = null
  const code = load().then(component => there = component)
  code.catch(() => undefined) // told where it is shown
  const Later = lazy(() => code.then(component => ({ default: component })))
  return function Early(props: Props) {
    // For as long as it stands: another type would be another component, made anew.
    const [Chosen] = useState(() => there ?? Later)
    return <Chosen {...props} />
  }
}
