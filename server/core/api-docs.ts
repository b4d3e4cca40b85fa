import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { refusalReasons } from '@kopa/shared/documents/protocol.ts'

const description = `
Everything the screens do, a script can do.

**Signing in.** \`POST /api/sign-up\` or \`/api/sign-in\` sets a session cookie. For scripts: make a token with
\`POST /api/me/tokens\` (its text is shown that once) and send \`Authorization: Bearer <token>\` with every request.

**Writing in a page.** A page's id is its document's id. Open \`/sync/{documentId}\` with any y-websocket client
(\`new WebsocketProvider(origin + '/sync', documentId, doc)\`) and the same cookie or Authorization header.
The document holds \`doc.getText('title')\` and \`doc.getXmlFragment('content')\`.

**Errors** are \`{ error: { code, message, details } }\`; the message is a sentence in the person's language.
`.trim()

/** /api/docs for people, /api/openapi.json for programs; printed from the contracts. Registered before the routes it lists. */
export async function registerApiDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Kopa', version: '0.1.0', description },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A personal access token: kopa_…' },
          session: { type: 'apiKey', in: 'cookie', name: 'kopa_session' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: ({ schema, url }) => ({ schema: withUploadBody(schema), url }),
    transformObject: document => ('openapiObject' in document ? withSync(document.openapiObject) : document.swaggerObject),
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true, transformStaticCSP: header => header.replace(/upgrade-insecure-requests;?/, '') })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}

/** A form's parts are streamed, so no schema checks them; here they are described for readers. */
function withUploadBody<S>(schema: S): S {
  const isForm = typeof schema === 'object' && schema !== null && 'consumes' in schema
  if (!isForm) return schema
  return { ...schema, body: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } }
}

/** The socket is no HTTP operation of a contract, but nobody should have to guess it. */
function withSync<D extends { paths?: object }>(document: D): D {
  const sync = {
    get: {
      operationId: 'sync',
      tags: ['sync'],
      summary: 'WebSocket: a document, live (y-websocket protocol, binary frames).',
      description: 'Send the session cookie or the Authorization header with the upgrade. With the subprotocol kopa.1 the server also sends '
        + 'message 100: two varuints, how many sync step 2 and update frames of this connection are durable, and the log position. '
        + 'Closes with 4401 sign in, 4403 no access, 4404 no such document, 4409 other epoch, 4413 too large, 4422 refused update; 45xx: try again. '
        + `The reason beside 4422 is one of: ${refusalReasons.join(', ')}.`,
      parameters: [{ name: 'documentId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      responses: { 101: { description: 'Switching protocols' } },
    },
  }
  return { ...document, paths: { ...document.paths, '/sync/{documentId}': sync } }
}
