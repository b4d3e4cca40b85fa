/** Left and right change places where text runs from right to left. */
export const mirrored = (step: 'left' | 'right'): 'left' | 'right' => (document.documentElement.dir === 'rtl' ? (step === 'left' ? 'right' : 'left') : step)
