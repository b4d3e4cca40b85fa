import { Type } from 'typebox'
import { defineContract, Id, Shape } from '../contract.ts'
import { PageEntry } from './contract.ts'

const OnePage = Shape({ workspaceId: Id, pageId: Id })
/** Longer ones are refused with a sentence of their own, hence no bound in the schema. */
const Title = Type.String()
const answer = Shape({ page: PageEntry })
/** Each reads whole pages, and writes their files anew. */
const triesPerMinute = 30

/** Pages that say what other pages say. What companies keep for themselves in a page stays in that page, as do its comments and its history. */
export const pageCopies = defineContract({
  duplicatePage: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/duplicates', action: 'page.create', triesPerMinute,
    summary: 'Another page (of a template: another template) that says what this one says, right behind it, with copies of its images. `below`: with all pages below it that you see; those keep their titles.',
    params: OnePage, body: Shape({ title: Title, below: Type.Optional(Type.Boolean()) }), result: answer,
  },
  keepPageTemplate: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/templates', action: 'page.create', triesPerMinute,
    summary: 'Keeps a page as a template: a page outside the tree that carries isTemplate. Of a page that is private to your company it is private, too; `isPrivate` makes it so of any.',
    params: OnePage, body: Shape({ title: Title, isPrivate: Type.Optional(Type.Boolean()) }), result: answer,
  },
  beginPage: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/begin', action: 'document.edit', triesPerMinute,
    summary: 'Writes into a page in which nobody has written yet what a template says, with copies of its images; its title, where it has none. Everybody who sees the page sees it, also where the template is private to your company.',
    params: OnePage, body: Shape({ templateId: Id }), result: answer,
  },
})
