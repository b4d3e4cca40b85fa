// A part of the service worker (vite.config.ts): a page that was seen on this device stands in its document before any script is read, also
// without a network. Kept by client/core/kept-looks.ts; why, in docs/decisions/0050-first-look.md.
;(function () {
  var escapes = { '&': '&amp;', '<': '&lt;' }

  self.addEventListener('fetch', function (event) {
    var path = new URL(event.request.url).pathname
    if (event.request.mode !== 'navigate' || !/^\/w\/[^/]+\/p\/[^/]+$/.test(path)) return
    event.stopImmediatePropagation()
    event.respondWith(answer(path).catch(function () { return null }).then(function (page) { return page || fetch(event.request) }))
  })

  /** The client's one page as it is kept, with the look of this address in it, if there is one. */
  async function answer(path) {
    var looks = await caches.open('kopa-first-looks')
    var [page, look] = await Promise.all([caches.match('/index.html', { ignoreSearch: true }), looks.match(path)])
    if (!page || !look) return page
    // One that cannot be read is none: the app itself is here.
    var [words, said] = await Promise.all([page.clone().text(), look.json().catch(function () { return null })])
    if (!said || typeof said.html !== 'string' || typeof said.title !== 'string') return page
    var { title, html } = said
    var headers = new Headers(page.headers)
    for (var name of ['content-encoding', 'content-length']) headers.delete(name)
    if (title) words = words.replace(/<title>[^<]*/, function () { return '<title>' + title.replace(/[&<]/g, function (sign) { return escapes[sign] }) + ' · Kopa' })
    return new Response(words.replace('<div id="root">', function (root) { return html + root }), { headers })
  }
})()
