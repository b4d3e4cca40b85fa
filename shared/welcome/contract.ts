import { Type } from 'typebox'
import { defineContract, Id, OneOf, Shape } from '../contract.ts'
import { languages } from '../languages.ts'
import { Me } from '../people/contract.ts'

export const welcome = defineContract({
  getWelcome: {
    method: 'GET', path: '/welcome', action: 'public', summary: 'What the start page may offer on this server.',
    result: Shape({ isEmpty: Type.Boolean(), canLookAround: Type.Boolean() }),
  },
  lookAround: {
    method: 'POST', path: '/look-around', action: 'public', triesPerMinute: 20,
    summary: 'Signs in to the example workspace (made at first use) as a person of one of its two companies, in turn; only while no real company exists.',
    body: Shape({ language: OneOf(languages) }),
    result: Shape({ me: Me, workspaceId: Id, pageId: Id }),
  },
})
