import { Type } from 'typebox'
import { defineContract, Id, Instant, Nothing, OneOf, OrNull, Shape } from '../contract.ts'
import { languages } from '../languages.ts'
import { companyRoles, roles } from '../policy.ts'

const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
const Email = Type.String({ format: 'email', maxLength: 254 })
/** Long rather than complicated (NIST SP 800-63B, section 5.1.1); the top bound keeps argon2 cheap to feed. */
const Password = Type.String({ minLength: 10, maxLength: 200 })
const TimeZone = Type.String({ minLength: 1, maxLength: 64 })
const LanguageCode = OneOf(languages)
/** The hash under which a session is stored; the cookie's secret cannot be had from it. */
const SessionId = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Secret = Type.String({ minLength: 20, maxLength: 200 })

export const Company = Shape({ id: Id, name: Type.String() })

export const Me = Shape({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  language: LanguageCode,
  timeZone: Type.String(),
  companyRole: OneOf(companyRoles),
  company: Company,
  isDemo: Type.Boolean(),
})

const Credentials = { name: Name, email: Email, password: Password, timeZone: TimeZone, language: LanguageCode }

export const Invitation = Shape({
  id: Id,
  role: OneOf(roles),
  note: Type.String(),
  /** null: for a new company; else for a colleague of this company. */
  company: OrNull(Company),
  createdBy: Shape({ id: Id, name: Type.String() }),
  createdAt: Instant,
  expiresAt: Instant,
})

/** What the holder of a link may know before joining. */
export const InvitationPreview = Shape({
  kind: OneOf(['company', 'colleague'] as const),
  role: OneOf(roles),
  note: Type.String(),
  invitedBy: Shape({ name: Type.String(), companyName: Type.String() }),
  workspace: OrNull(Shape({ id: Id, name: Type.String() })),
  companies: Type.Array(Type.String()),
  expiresAt: Instant,
})

export const people = defineContract({
  signUp: {
    method: 'POST', path: '/sign-up', action: 'public', triesPerMinute: 60,
    summary: 'Makes an account and signs in: with companyName sets up a company with you as its first administrator; with a colleague\'s invitation joins their company. An invitation\'s workspace is joined at once.',
    body: Shape({ ...Credentials, companyName: Type.Optional(Name), invitation: Type.Optional(Secret) }),
    result: Shape({ me: Me, workspaceId: OrNull(Id) }),
  },
  signIn: {
    method: 'POST', path: '/sign-in', action: 'public', triesPerMinute: 120, triesPerValue: { field: 'email', perMinute: 10 },
    summary: 'Signs in: sets the session cookie.',
    body: Shape({ email: Type.String({ minLength: 1, maxLength: 254 }), password: Type.String({ minLength: 1, maxLength: 200 }) }),
    result: Shape({ me: Me }),
  },
  signOut: { method: 'POST', path: '/sign-out', action: 'signedIn', summary: 'Ends this session.', result: Nothing },
  getSession: {
    method: 'GET', path: '/session', action: 'public', summary: 'Who is signed in, or null.',
    result: Shape({ me: OrNull(Me) }),
  },
  changeMe: {
    method: 'PATCH', path: '/me', action: 'signedIn', summary: 'Changes your name, language or time zone.',
    body: Shape({ name: Type.Optional(Name), language: Type.Optional(LanguageCode), timeZone: Type.Optional(TimeZone) }),
    result: Shape({ me: Me }),
  },
  changePassword: {
    method: 'POST', path: '/me/password', action: 'signedIn', triesPerMinute: 10,
    summary: 'Changes your password and ends all your other sessions.',
    body: Shape({ current: Type.String({ maxLength: 200 }), next: Password }),
    result: Nothing,
  },
  listSessions: {
    method: 'GET', path: '/me/sessions', action: 'signedIn', summary: 'Your sessions.',
    result: Shape({ sessions: Type.Array(Shape({ id: SessionId, isThis: Type.Boolean(), userAgent: Type.String(), createdAt: Instant, expiresAt: Instant })) }),
  },
  endSession: {
    method: 'DELETE', path: '/me/sessions/:sessionId', action: 'signedIn', summary: 'Ends one of your sessions.',
    params: Shape({ sessionId: SessionId }), result: Nothing,
  },
  endOtherSessions: { method: 'POST', path: '/me/sessions/end-others', action: 'signedIn', summary: 'Signs out everywhere but here.', result: Nothing },
  listTokens: {
    method: 'GET', path: '/me/tokens', action: 'signedIn', summary: 'Your personal access tokens, without their secrets.',
    result: Shape({ tokens: Type.Array(Shape({ id: Id, name: Type.String(), createdAt: Instant, lastUsedAt: OrNull(Instant) })) }),
  },
  createToken: {
    method: 'POST', path: '/me/tokens', action: 'signedIn', triesPerMinute: 30,
    summary: 'Makes a personal access token. `token` is shown this once; send it as `Authorization: Bearer <token>`, also to sync/:documentId.',
    body: Shape({ name: Name }),
    result: Shape({ id: Id, token: Type.String() }),
  },
  revokeToken: {
    method: 'DELETE', path: '/me/tokens/:tokenId', action: 'signedIn', summary: 'Revokes a token and closes what it holds open.',
    params: Shape({ tokenId: Id }), result: Nothing,
  },
  listColleagues: {
    method: 'GET', path: '/company/people', action: 'signedIn', summary: 'The people of your company.',
    result: Shape({
      people: Type.Array(Shape({
        id: Id, name: Type.String(), email: Type.String(), companyRole: OneOf(companyRoles), isSuspended: Type.Boolean(), createdAt: Instant,
      })),
    }),
  },
  changeColleague: {
    method: 'PATCH', path: '/company/people/:userId', action: 'signedIn',
    summary: 'Company administrators: changes a colleague\'s company role, or suspends or resumes them (all their sessions, tokens and sockets end at once).',
    params: Shape({ userId: Id }),
    body: Shape({ companyRole: Type.Optional(OneOf(companyRoles)), isSuspended: Type.Optional(Type.Boolean()) }),
    result: Nothing,
  },
  listColleagueInvitations: {
    method: 'GET', path: '/company/invitations', action: 'signedIn', summary: 'Company administrators: open invitations into your company.',
    result: Shape({ invitations: Type.Array(Invitation) }),
  },
  inviteColleague: {
    method: 'POST', path: '/company/invitations', action: 'signedIn', triesPerMinute: 30,
    summary: 'Company administrators: makes a link that brings one colleague into your company and, where named, into a workspace with a role.',
    body: Shape({
      workspaceId: Type.Optional(Id), role: OneOf(roles), note: Type.Optional(Type.String({ maxLength: 500 })),
      daysValid: Type.Integer({ minimum: 1, maximum: 30 }),
    }),
    result: Shape({ id: Id, url: Type.String(), expiresAt: Instant }),
  },
  listInvitations: {
    method: 'GET', path: '/workspaces/:workspaceId/invitations', action: 'invitation.manage', summary: 'Open invitations that your company made here.',
    params: Shape({ workspaceId: Id }), result: Shape({ invitations: Type.Array(Invitation) }),
  },
  inviteCompany: {
    method: 'POST', path: '/workspaces/:workspaceId/invitations', action: 'invitation.manage', triesPerMinute: 30,
    summary: 'Makes a link that brings one other company in as a further owner; its first person gets the role. The URL is shown this once.',
    params: Shape({ workspaceId: Id }),
    body: Shape({ role: OneOf(roles), note: Type.Optional(Type.String({ maxLength: 500 })), daysValid: Type.Integer({ minimum: 1, maximum: 30 }) }),
    result: Shape({ id: Id, url: Type.String(), expiresAt: Instant }),
  },
  previewInvitation: {
    method: 'POST', path: '/invitations/preview', action: 'public', triesPerMinute: 30,
    summary: 'What an invitation link is for. The secret travels in the body so that it is in no log.',
    body: Shape({ secret: Secret }), result: InvitationPreview,
  },
  acceptInvitation: {
    method: 'POST', path: '/invitations/accept', action: 'signedIn', triesPerMinute: 30,
    summary: 'Joins what the invitation is for. Works once.',
    body: Shape({ secret: Secret }), result: Shape({ workspaceId: OrNull(Id) }),
  },
  withdrawInvitation: {
    method: 'DELETE', path: '/invitations/:invitationId', action: 'signedIn', summary: 'Withdraws an open invitation of your company.',
    params: Shape({ invitationId: Id }), result: Nothing,
  },
})
