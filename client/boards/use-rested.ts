import { useEffect, useState } from 'react'

/** What a value was when it last stayed the same for a moment (milliseconds). */
export function useRested<T>(value: T, moment: number): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), moment)
    return () => clearTimeout(timer)
  }, [value, moment])
  return rested
}
