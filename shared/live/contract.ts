/** What the server tells open screens on /api/live: refetch this list. JSON, one object a message. */
export type LiveMessage =
  | { about: 'pages', workspaceId: string }
  | { about: 'favourites', workspaceId: string }
  | { about: 'boards', workspaceId: string }
  /** Lists of tasks over all boards: mine, found ones. */
  | { about: 'tasks', workspaceId: string }
  /** What companies ask each other about tasks. */
  | { about: 'proposals', workspaceId: string }
  /** Automation rules of boards, and what they did. */
  | { about: 'rules', workspaceId: string }
  | { about: 'presence', workspaceId: string }
  | { about: 'members', workspaceId: string }
  | { about: 'workspaces' }
  | { about: 'people' }
  | { about: 'me' }
