/** What programs put on the clipboard, written after their formats, and what a page makes of it. */
export interface Pasted { from: string, forms: Record<string, string>, wanted: string }

const html = (from: string, written: string, wanted: string, plain = 'plain'): Pasted => ({ from, forms: { 'text/html': written, 'text/plain': plain }, wanted })
const markdown = (from: string, written: string, wanted: string): Pasted => ({ from: `markdown: ${from}`, forms: { 'text/plain': written }, wanted })

const wordHead = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} @list l0 {mso-list-id:1;} --></style></head><body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->`
const wordItem = (level: number, sign: string, words: string, list = 0): string =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 36}pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l${list} level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`

const docs = (inside: string): string => `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1b2c3d4e-7fff-abcd">${inside}</b><br class="Apple-interchange-newline">`
const docsSpan = (words: string, style = ''): string => `<span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:400;font-style:normal;font-variant:normal;text-decoration:none;vertical-align:baseline;white-space:pre-wrap;${style}">${words}</span>`
const docsLine = (...spans: string[]): string => `<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;">${spans.join('')}</p>`
const docsItem = (level: number, words: string): string => `<li dir="ltr" style="list-style-type:disc;font-size:11pt;" aria-level="${level}"><p dir="ltr" style="line-height:1.38;" role="presentation">${docsSpan(words)}</p></li>`

const word: Pasted[] = [
  html('Word: headings, bold, an empty line and colours', `${wordHead}<h1 style='color:#2F5496'>Joint <b>plan</b><o:p></o:p></h1><p class=MsoNormal><span style='color:red;font-size:14.0pt'>What <b style='mso-bidi-font-weight:normal'>both</b> <i>want</i></span><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><h2>Dates<o:p></o:p></h2><!--EndFragment--></body></html>`,
    'h1(Joint plan) p(What *both* _want_) h2(Dates)'),
  html('Word: nested lists', `${wordHead}${wordItem(1, '·', 'One')}${wordItem(2, 'o', 'Inner')}${wordItem(2, 'o', 'Second inner')}${wordItem(1, '·', 'Two')}<p class=MsoNormal>Behind</p></body></html>`,
    'ul(li(p(One) ul(li(p(Inner)) li(p(Second inner)))) li(p(Two))) p(Behind)'),
  html('Word: a numbered list that begins at three, letters within', `${wordHead}${wordItem(1, '3.', 'Three', 1)}${wordItem(2, 'a)', 'Letter', 1)}${wordItem(1, '4.', 'Four', 1)}</body></html>`,
    'ol3(li(p(Three) ol(li(p(Letter)))) li(p(Four)))'),
  html('Word: title and quote', `${wordHead}<p class=MsoTitle>Name</p><p class=MsoIntenseQuote>Said</p></body></html>`, 'h1(Name) quote(p(Said))'),
  html('Word: a table', `${wordHead}<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=200 style='border:solid windowtext 1.0pt'><p class=MsoNormal><b>Who</b></p></td><td><p class=MsoNormal><b>What</b></p></td></tr><tr><td><p class=MsoNormal>Ana</p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table></body></html>`,
    'table(tr(td(p(*Who*)) td(p(*What*))) tr(td(p(Ana)) td(p())))'),
  html('Word in a browser: each item a list of its own', `<div class="OutlineElement Ltr"><p class="Paragraph" style="color:windowtext"><span class="TextRun"><span class="NormalTextRun">Before</span></span></p></div><div class="ListContainerWrapper SCXW1 BCX0"><ul class="BulletListStyle1"><li data-leveltext="" data-aria-level="1" role="listitem" class="OutlineElement"><p class="Paragraph">One</p></li></ul></div><div class="ListContainerWrapper SCXW1 BCX0"><ul class="BulletListStyle2"><li data-aria-level="2" role="listitem"><p class="Paragraph">Inner</p></li></ul></div>`,
    'p(Before) ul(li(p(One) ul(li(p(Inner)))))'),
]

const google: Pasted[] = [
  html('Google Docs: nothing is bold that is not', docs(docsLine(docsSpan('Plain '), docsSpan('bold', 'font-weight:700;'), docsSpan(' and '), docsSpan('slanted', 'font-style:italic;'), docsSpan(' '), docsSpan('gone', 'text-decoration:line-through;'))),
    'p(Plain *bold* and _slanted_ ~gone~)'),
  html('Google Docs: heading, link and its detour', docs(`<h2 dir="ltr" style="line-height:1.38;">${docsSpan('Plan', 'font-size:16pt;')}</h2>${docsLine(docsSpan('See '), `<a href="https://www.google.com/url?q=https://example.org/plan&amp;sa=D" style="text-decoration:none;">${docsSpan('this', 'color:#1155cc;text-decoration:underline;')}</a>`)}`),
    'h2(Plan) p(See [this](https://example.org/plan))'),
  html('Google Docs: nested lists stand beside their item', docs(`<ul style="margin-top:0;">${docsItem(1, 'One')}<ul>${docsItem(2, 'Inner')}</ul>${docsItem(1, 'Two')}</ul>`), 'ul(li(p(One) ul(li(p(Inner)))) li(p(Two)))'),
  html('Google Docs: a list to tick', docs(`<ul><li dir="ltr" role="checkbox" aria-checked="true" style="list-style-type:none;"><img src="data:image/svg+xml;base64,PHN2Zy8+" aria-roledescription="checkbox"/><p dir="ltr" role="presentation">${docsSpan('Signed')}</p></li><li dir="ltr" role="checkbox" aria-checked="false"><img src="data:image/svg+xml;base64,PHN2Zy8+"/><p dir="ltr" role="presentation">${docsSpan('Paid')}</p></li></ul>`),
    'tasks(done(p(Signed)) task(p(Paid)))'),
  html('Google Sheets', '<google-sheets-html-origin><style type="text/css">td {border: 1px solid #cccccc;}</style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr" border="1"><colgroup><col width="100"/><col width="100"/></colgroup><tbody><tr style="height:21px;"><td style="font-weight:bold;background:#ff0" data-sheets-value="{&quot;1&quot;:2}">Sum</td><td>12</td></tr></tbody></table></google-sheets-html-origin>',
    'table(tr(td(p(*Sum*)) td(p(12))))'),
]

const sheets: Pasted[] = [
  html('Excel', `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet><style><!-- .xl65 {font-weight:700; color:red;} td {mso-style-parent:style0;} --></style></head><body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=128 style='border-collapse:collapse;width:96pt'><!--StartFragment--><col width=64 span=2 style='width:48pt'><tr height=20><td height=20 class=xl65 width=64>Company</td><td class=xl65 width=64>Share</td></tr><tr height=20><td height=20>Alder</td><td align=right x:num="0.5">50%</td></tr><tr><td colspan=2>Both&nbsp;companies</td></tr><tr><td></td><td></td></tr><!--EndFragment--></table></body></html>`,
    'table(tr(td(p(Company)) td(p(Share))) tr(td(p(Alder)) td(p(50%))) tr(td(p(Both\u00a0companies))))', 'Company\tShare'),
]

const web: Pasted[] = [
  html('mail: paragraphs parted by breaks', '<div dir="ltr">Hello<br><br>It is done.<br>Regards</div><div><br></div><div>Ana</div>', 'p(Hello) p(It is done./()Regards) p(Ana)'),
  html('a web page: deeper headings, code and its language, a rule', '<h5>Small</h5><pre><code class="hljs language-sql">select 1\n  from plans</code></pre><hr><p>Call <code>go()</code></p>', 'h4(Small) code(select 1\n  from plans) hr() p(Call `go()`)'),
  html('GitHub: tasks', '<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" class="task-list-item-checkbox" checked disabled> Done</li><li class="task-list-item"><input type="checkbox" disabled> Open</li></ul>', 'tasks(done(p(Done)) task(p(Open)))'),
  html('Notion: tasks', '<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div> <span class="to-do-children-checked">Signed</span></li></ul>', 'tasks(done(p(Signed)))'),
  html('a picture that lies elsewhere', '<p>Look: <img src="https://example.org/pictures/our%20logo.png" alt=""></p>', 'p(Look: [our logo.png](https://example.org/pictures/our%20logo.png))'),
  html('hidden and invisible parts', '<p>Seen<span style="display:none">unseen</span><span hidden>no</span></p><!-- said to nobody --><template><p>never</p></template>', 'p(Seen)'),
  html('words from right to left', '<p dir="rtl">שלום</p>', 'p(שלום)'),
]

const texts: Pasted[] = [
  markdown('headings, marks and a link', '## Plan\n\nIt is **bold**, *slanted*, ~~gone~~ and `code`; see [here](https://example.org).', 'h2(Plan) p(It is *bold*, _slanted_, ~gone~ and `code`; see [here](https://example.org/).)'),
  markdown('nested lists', '1. One\n   - inner\n2. Two', 'ol(li(p(One) ul(li(p(inner)))) li(p(Two)))'),
  markdown('tasks', '- [x] signed\n- [ ] paid', 'tasks(done(p(signed)) task(p(paid)))'),
  markdown('a table', '| Who | What |\n|---|---|\n| Ana | writes |', 'table(tr(th(p(Who)) th(p(What))) tr(td(p(Ana)) td(p(writes))))'),
  markdown('code', '```sql\nselect 1\n```', 'code(select 1)'),
  markdown('quote and callout', '> Said\n> and done\n\n> [!WARNING]\n> Mind the gap', 'quote(p(Said and done)) warning(p(Mind the gap))'),
  markdown('marks of HTML are no way around', '**a** <script>globalThis.ran = 1</script><img src=x onerror="globalThis.ran=2">', 'p(*a*)'),
  { from: 'plain text', forms: { 'text/plain': 'One line\nand another' }, wanted: 'p(One line) p(and another)' },
]

export const pasted: readonly Pasted[] = [...word, ...google, ...sheets, ...web, ...texts]

const run = 'globalThis.ran = 1'

/** Ways in which a clipboard could try to run something, call somebody, or lead a reader astray. */
export const hostile: readonly string[] = [
  `<script>${run}</script><p>x</p>`,
  `<img src=x onerror="${run}">`,
  `<img src="https://evil.example/pixel.png" width=1 height=1>`,
  `<svg onload="${run}"><script>${run}</script><a xlink:href="javascript:${run}"><text>x</text></a></svg>`,
  `<svg><foreignObject><img src=x onerror="${run}"></foreignObject></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${run}">`,
  `<math href="javascript:${run}">x</math>`,
  `<a href="javascript:${run}">x</a>`,
  `<a href="java&#10;script:${run}">x</a>`,
  `<a href="&#x6A;avascript:${run}">x</a>`,
  `<a href="  JaVaScRiPt:${run}">x</a>`,
  `<a href="data:text/html,<script>${run}</script>">x</a>`,
  `<a href="vbscript:msgbox(1)">x</a>`,
  `<a href="blob:https://evil.example/1">x</a>`,
  `<a href="/api/people/me">x</a>`,
  `<a href="https://www.google.com/url?q=javascript:${run}">x</a>`,
  `<iframe src="javascript:${run}"></iframe><iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  `<object data="javascript:${run}"></object><embed src="javascript:${run}">`,
  `<form action="javascript:${run}"><input type=submit><button formaction="javascript:${run}">x</button></form>`,
  `<details open ontoggle="${run}"><summary>x</summary></details>`,
  `<input autofocus onfocus="${run}"><video src=x onerror="${run}"></video><audio autoplay onplay="${run}" src="https://evil.example/a.mp3"></audio>`,
  `<p style="background:url(https://evil.example/b.png)" onclick="${run}">x</p>`,
  `<style>@import "https://evil.example/c.css"; p { background: url(https://evil.example/d.png) }</style><p>x</p>`,
  `<link rel=stylesheet href="https://evil.example/e.css"><meta http-equiv=refresh content="0;url=https://evil.example"><base href="https://evil.example/">`,
  `<p data-pm-slice="1 1 []"><img src=x onerror="${run}"><a href="javascript:${run}">x</a></p>`,
  `<div data-pm-slice="0 0 []"><figure><img src="https://evil.example/f.png"></figure><span data-mention="page" data-mention-id="javascript:${run}" data-mention-label="x">x</span></div>`,
  `<noscript><p title="</noscript><img src=x onerror='${run}'>">x</p></noscript>`,
  `<template><script>${run}</script></template><p><!--<img src="--><img src=x onerror=${run.replaceAll(' ', '')}//">`,
  `<table background="https://evil.example/g.png"><tr><td background="javascript:${run}">x</td></tr></table>`,
  `<li style="mso-list:l0 level1 lfo1"><img src=x onerror="${run}"></li><p style='mso-list:l0 level9 lfo1"><script>${run}</script>'>x</p>`,
  `<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+">`,
  `<x:y onclick="${run}"><o:p><img src=x onerror="${run}"></o:p></x:y>`,
]
