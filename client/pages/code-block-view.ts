import type { NodeViewRenderer } from '@tiptap/core'
import { chooseInText } from './select-in-text.ts'

/** The languages that lowlight's common set colours, by their own names. */
export const codeLanguages: readonly [value: string, name: string][] = [
  ['bash', 'Bash'], ['c', 'C'], ['cpp', 'C++'], ['csharp', 'C#'], ['css', 'CSS'], ['diff', 'Diff'], ['go', 'Go'],
  ['graphql', 'GraphQL'], ['ini', 'INI, TOML'], ['java', 'Java'], ['javascript', 'JavaScript'], ['json', 'JSON'],
  ['kotlin', 'Kotlin'], ['markdown', 'Markdown'], ['php', 'PHP'], ['python', 'Python'], ['r', 'R'], ['ruby', 'Ruby'],
  ['rust', 'Rust'], ['scss', 'SCSS'], ['sql', 'SQL'], ['swift', 'Swift'], ['typescript', 'TypeScript'], ['xml', 'HTML, XML'], ['yaml', 'YAML'],
]

/** What people write after three backticks. */
const aliases: Record<string, string> = {
  js: 'javascript', jsx: 'javascript', ts: 'typescript', tsx: 'typescript', py: 'python', sh: 'bash', shell: 'bash', zsh: 'bash',
  html: 'xml', svg: 'xml', yml: 'yaml', md: 'markdown', rb: 'ruby', rs: 'rust', cs: 'csharp', 'c++': 'cpp', golang: 'go', toml: 'ini', kt: 'kotlin',
}

/** A code block with the choice of its language. Plain DOM: a React view would cost most of each keystroke. */
export const codeBlockView = (words: { language: string, plain: string }): NodeViewRenderer => ({ node, editor, getPos }) => {
  const dom = document.createElement('div')
  const contentDOM = document.createElement('code')
  const pre = document.createElement('pre')
  const select = languageSelect(words)
  dom.className = 'code-block'
  pre.dir = 'ltr'
  pre.append(contentDOM)
  dom.append(select, pre)
  const show = (language: unknown) => {
    const value = typeof language === 'string' ? aliases[language] ?? language : ''
    if (![...select.options].some(option => option.value === value)) select.append(new Option(value, value))
    select.value = value
  }
  chooseInText(select, () => editor.view, language => {
    const position = getPos()
    if (position !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'language', language || null))
  })
  select.disabled = !editor.isEditable
  show(node.attrs['language'])
  return {
    dom,
    contentDOM,
    update: next => {
      if (next.type !== node.type) return false
      show(next.attrs['language'])
      return true
    },
    stopEvent: event => event.target === select,
    ignoreMutation: mutation => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  }
}

function languageSelect({ language, plain }: { language: string, plain: string }): HTMLSelectElement {
  const select = document.createElement('select')
  select.contentEditable = 'false'
  select.setAttribute('aria-label', language)
  select.append(new Option(plain, ''), ...codeLanguages.map(([value, name]) => new Option(name, value)))
  return select
}
