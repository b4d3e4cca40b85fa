import { Extension } from '@tiptap/core'
import type { NodeViewRenderer } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

type Control = HTMLInputElement | HTMLSelectElement

/** Ticks of tasks and languages of code stand inside the text and work only while it may be written. */
export const ControlsFollowEditing = Extension.create({
  name: 'controlsFollowEditing',
  addProseMirrorPlugins: () => [new Plugin({
    view: ({ editable }) => {
      let wasEditable = editable
      return {
        update: view => {
          if (view.editable === wasEditable) return
          wasEditable = view.editable
          view.dom.querySelectorAll<Control>(':is(input, select):not(.live-tasks *)').forEach(control => { control.disabled = !wasEditable })
        },
      }
    },
  })],
})

/** A task that is drawn while nothing may be written is born with a tick that cannot be pressed. */
export const taskView = (drawn: NodeViewRenderer): NodeViewRenderer => props => {
  const view = drawn(props)
  const tick = (view.dom as Element).querySelector('input')
  if (tick) tick.disabled = !props.editor.isEditable
  // What Kopa itself changes on the tick is no typing, or ProseMirror would draw the task anew.
  return Object.assign(view, { ignoreMutation: (mutation: { type: string, target: Node }) => mutation.type !== 'selection' && !view.contentDOM?.contains(mutation.target) })
}
