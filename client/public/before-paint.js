// Runs before the first paint, so that nobody sees a flash of the wrong colours or a wrong language for their screen reader.
;(function () {
  var root = document.documentElement
  try {
    var theme = localStorage.getItem('kopa.theme')
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
    var language = localStorage.getItem('kopa.language') || navigator.language.slice(0, 2)
    if (language === 'lv') root.lang = 'lv'
    // For the first look at a page (page-paper.css); the shell reads it by itself.
    if (localStorage.getItem('kopa.sidebar') === 'hidden') root.dataset.noSidebar = ''
  } catch {
    root.dataset.storage = 'refused'
  }
})()
